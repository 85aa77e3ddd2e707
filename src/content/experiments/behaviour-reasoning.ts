/**
 * Questions with one right answer: sums told as stories, and orders of names. The wrong number is what
 * a slip would give. How they are balanced: behaviour.ts.
 */
import type { ChoiceRow } from "./behaviour.ts";

const number = (question: string, right: number, wrong: number): ChoiceRow => [
  question,
  `The answer is ${right}`,
  `The answer is ${wrong}`,
];

const NUMBERS: readonly ChoiceRow[] = [
  number("A box holds 12 eggs, and 5 are broken. How many are whole?", 7, 5),
  number("Ann has 14 marbles and gives away 6. How many are left?", 8, 9),
  number("A train has 4 cars with 20 seats each. How many seats are there?", 80, 60),
  number("Three friends share 27 cherries evenly. How many does each get?", 9, 8),
  number("A book has 90 pages, and I have read 35. How many are left?", 55, 65),
  number("A ticket costs 6 coins. What do 7 tickets cost?", 42, 48),
  number("There were 8 birds, 3 flew off and 2 came back. How many are there?", 7, 9),
  number("A shelf has 5 rows of 11 jars. How many jars are on it?", 55, 50),
  number("It is 3 o'clock. What does the clock show 8 hours later?", 11, 10),
  number("A rope of 60 metres is cut into 4 equal parts. How long is one?", 15, 12),
  number("A farmer has 17 cows and buys 15 more. How many has he?", 32, 42),
  number("Half of a class of 28 has a dog. How many have one?", 14, 16),
  number("Mia is 9 and her brother is 4 years older. How old is he?", 13, 15),
  number("A bus has 31 riders, and 14 get off. How many are left?", 17, 16),
  number("Two pens cost 8 coins. What do 5 pens cost?", 20, 40),
  number("A week has 7 days. How many days do 6 weeks have?", 42, 36),
  number("A pool fills by 25 litres a minute. How much is in it after 3 minutes?", 75, 50),
  number("A baker makes 48 rolls and sells 29. How many are left?", 19, 21),
  number("There are 6 bags with 9 apples each. How many apples are there?", 54, 45),
  number("Tom runs 3 rounds of 15 minutes. How many minutes does he run?", 45, 60),
  number("A spider has 8 legs. How many legs have 4 spiders?", 32, 24),
  number("From 50 sweets each of 12 children gets 4. How many are left?", 2, 8),
  number("A wall of 18 tiles has 3 equal rows. How many tiles has a row?", 6, 9),
  number("A film of 95 minutes began 60 minutes ago. How many minutes are left?", 35, 25),
];

const name = (question: string, right: string, wrong: string): ChoiceRow => [
  question,
  `It is ${right}`,
  `It is ${wrong}`,
];

const NAMES: readonly ChoiceRow[] = [
  name("Anna is taller than Ella. Ella is taller than Cora. Who is tallest?", "Anna", "Ella"),
  name("Karl is faster than Paul. Paul is slower than Emil. Who is slowest?", "Paul", "Karl"),
  name("Rosa came before Nina. Nina came before Lena. Who came last?", "Lena", "Rosa"),
  name("The tan bag weighs less than the red bag. Which bag is lighter?", "tan", "red"),
  name("Finn is older than Hugo. Otto is younger than Hugo. Who is oldest?", "Finn", "Hugo"),
  name("Milk costs less than wine. Wine costs less than gold. Which costs most?", "gold", "milk"),
  name("Ivan sits left of Olga. Olga sits left of Vera. Who sits in the middle?", "Olga", "Ivan"),
  name("Monday comes before Friday. Which of the two comes later?", "Friday", "Monday"),
  name("The blue car is behind the pink car. Which car is in front?", "pink", "blue"),
  name("Mary has borrowed ten coins from Jack. Who owes money?", "Mary", "Jack"),
  name("All cats are shy, and Tom is a cat while Rex is a dog. Who must be shy?", "Tom", "Rex"),
  name("Noah has a father named Adam. Who is the son?", "Noah", "Adam"),
  name("Lisa ate more than Dora. Who ate less?", "Dora", "Lisa"),
  name("The oak is taller than the elm. Which tree is taller?", "oak", "elm"),
  name("Kate left after Jane. Who left first?", "Jane", "Kate"),
  name("Luke was beaten by Mark at chess. Who lost?", "Luke", "Mark"),
  name("East is where the sun rises, west is where it sets. Where is it at dusk?", "west", "east"),
  name("Erik has more coins than Lars. Who has more?", "Erik", "Lars"),
  name("The boat is slower than the taxi. Which is faster?", "taxi", "boat"),
  name("June comes right before July. Which month is earlier?", "June", "July"),
];

export const REASONING = { number: NUMBERS, name: NAMES } as const;
