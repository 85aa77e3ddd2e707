/** The words of the page, explained in a sentence or two. Also the tooltips of units. */
export interface GlossaryEntry {
  readonly id: string;
  readonly term: string;
  readonly text: string;
}

export const GLOSSARY: readonly GlossaryEntry[] = [
  {
    id: "token",
    term: "Token",
    text: "A piece of text that the model reads at one step: a short word, part of a word, or a sign. A rare character may take several tokens.",
  },
  {
    id: "residual-stream",
    term: "Residual stream",
    text: "The list of numbers that the model keeps for each token (576 in this model). Every layer reads it and adds to it.",
  },
  {
    id: "layer",
    term: "Layer",
    text: "One of the model's steps from input to output. This model has 30. Layer 0 is the embedding, before any of them.",
  },
  {
    id: "emotion-vector",
    term: "Emotion vector",
    text: "A direction in the residual stream, named after the human emotion of the stories that it was found with. It is a functional analogue: it acts like the emotion in what brings it about and what it brings about. It is not evidence of feeling.",
  },
  {
    id: "reading",
    term: "Reading",
    text: "How far a token's numbers lie along a direction. It measures the text as the model holds it, not the person who wrote it.",
  },
  {
    id: "sigma",
    term: "σ",
    text: "One standard deviation of that direction's readings over single tokens of the stories. +2 σ is unusual, +3 σ is rare.",
  },
  {
    id: "story-sigma",
    term: "Story σ",
    text: "The spread of whole stories around the mean of their own emotion. Used where a whole text gives one number, as on Dosage.",
  },
  {
    id: "axis",
    term: "Axis",
    text: "One reading minus another, such as desperate minus calm. It cancels what moves both.",
  },
  {
    id: "smoothing",
    term: "Five-token mean",
    text: "Each token shows the mean of itself and the four before it. Single tokens jump; you can switch this off.",
  },
  {
    id: "random-directions",
    term: "Random directions",
    text: "Twenty directions drawn by a seeded die. What they do shows how much movement means nothing.",
  },
  {
    id: "steering",
    term: "Steering",
    text: "Adding a multiple of a vector to the residual stream while the model reads or writes.",
  },
  {
    id: "alpha",
    term: "α, strength",
    text: "Length of what is added, as a share of the mean length of the residual at that layer. 0 changes nothing, bit for bit; near 0.6 this model's text breaks.",
  },
  {
    id: "where",
    term: "Where",
    text: "Which tokens the vector is added to: all, those of the prompt, or those of the reply.",
  },
  {
    id: "seed",
    term: "Seed",
    text: "The starting point of the dice. The same seed, text and settings give the same tokens.",
  },
  {
    id: "sampler",
    term: "Sampler",
    text: "How the next token is drawn: temperature flattens the odds, top-k and top-p drop unlikely tokens, the repetition penalty makes those that came before less likely.",
  },
  {
    id: "perplexity",
    term: "Perplexity",
    text: "How surprised the plain model is by a text, per token. High means broken or strange. Loops score low, so look at repetition too.",
  },
  {
    id: "repetition",
    term: "Repetition",
    text: "The share of word groups that came before in the same text. High means that the model is going round in circles.",
  },
  {
    id: "response-token",
    term: "Response-preparation token",
    text: "The last token before a reply begins. Its reading says most about how the reply will sound. It has vectors of its own, the set “reply”.",
  },
  {
    id: "rho",
    term: "ρ (Spearman)",
    text: "+1 when a reading rises at every dose, −1 when it falls at every dose. It says nothing about how far.",
  },
  {
    id: "p-value",
    term: "p",
    text: "How often shuffled doses give a ρ at least this strong. With five doses even perfect order is only p = .02.",
  },
  {
    id: "effect",
    term: "Effect in band widths",
    text: "How far a reading moves from the lowest dose to the highest, over how far apart random directions end up that move with it. Below 1 it may be chance.",
  },
  {
    id: "control",
    term: "Control",
    text: "The same doses in a sentence without danger. If it draws the same curve, the numbers did it.",
  },
  {
    id: "digest",
    term: "Digest",
    text: "A short fingerprint of the tokens that were written. It tells whether another machine wrote the same.",
  },
  {
    id: "recorded",
    term: "Recorded run",
    text: "A real run of this model, made earlier and shipped with the page, so that there is something to see before the model is loaded.",
  },
];

/** The entry of that id, or undefined. */
export function glossaryEntry(id: string): GlossaryEntry | undefined {
  return GLOSSARY.find((entry) => entry.id === id);
}
