import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Message } from "../core/chat.ts";
import { compileChatTemplate, NOTES } from "./chat-template.ts";
import type { TokenizerConfigFile } from "./tokenizer-config.ts";

interface Fixture {
  readonly templates: Readonly<Record<string, string>>;
  readonly conversations: Readonly<Record<string, readonly Message[]>>;
  readonly chats: readonly {
    readonly template: string;
    readonly chat: string;
    readonly openReply: boolean;
    readonly text?: string;
    readonly error?: string;
  }[];
}

const fixture = JSON.parse(
  readFileSync(new URL("./fixtures/tokenizers/chats.json", import.meta.url), "utf8"),
) as Fixture;

const NAMES = {
  bos_token: "<bos>",
  eos_token: "<eos>",
  pad_token: undefined,
  unk_token: undefined,
};
const config = (chat_template: string | undefined): TokenizerConfigFile => ({
  ...NAMES,
  chat_template,
  add_bos_token: undefined,
});
const HELLO: readonly Message[] = [{ role: "user", content: "Hello" }];
const SYSTEM: readonly Message[] = [{ role: "system", content: "Be kind." }, ...HELLO];
const render = (template: string | undefined, messages = HELLO) =>
  compileChatTemplate(config(template))(messages, true);

describe("the chat template", () => {
  it("writes what transformers writes, for templates in the manner of the families", () => {
    const written = fixture.chats.filter(({ text }) => text !== undefined);
    expect(written.length).toBeGreaterThan(50);
    for (const { template, chat, openReply, text } of written) {
      const compiled = compileChatTemplate(config(fixture.templates[template]));
      const result = compiled(fixture.conversations[chat] ?? [], openReply);
      expect(result.text, `${template}, ${chat}`).toBe(text);
      expect(result.plainTurns).toBe(false);
      expect(result.notes).toEqual(template === "dated" ? [NOTES.date] : []);
    }
  });

  it("puts the system text before the user's first message where the template raises on it", () => {
    const refused = fixture.chats.filter(({ error }) => error?.includes("System role"));
    expect(refused.map(({ chat }) => chat)).toEqual(["with system", "with system"]);
    const { text, notes, plainTurns } = render(fixture.templates.strict, SYSTEM);
    expect(text).toBe(
      "<bos><start_of_turn>user\nBe kind.\n\nHello<end_of_turn>\n<start_of_turn>model\n",
    );
    expect(notes).toEqual([NOTES.system]);
    expect(plainTurns).toBe(false);
  });

  it("does the same where the template leaves the system message out", () => {
    const silent =
      "{% for m in messages if m.role != 'system' %}[{{ m.role }}] {{ m.content }}{% endfor %}";
    expect(render(silent, SYSTEM)).toMatchObject({
      text: "[user] Be kind.\n\nHello",
      notes: [NOTES.system],
    });
  });

  it("falls back to plain turns where the template refuses the chat, and says why", () => {
    const twice = fixture.conversations["two of the user"] ?? [];
    const { text, notes, plainTurns } = render(fixture.templates.strict, twice);
    expect(text).toBe("Human: One.\n\nHuman: Two 🙂.\n\nAssistant:");
    expect(plainTurns).toBe(true);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(/refused this chat \(Roles must alternate.*plain turns/);
  });

  it("falls back to plain turns where the template cannot be read", () => {
    for (const broken of ["{% for m in messages %}", "{{ 'a' ", "{% unknown %}", "{{ a b c }}"]) {
      const { text, notes, plainTurns } = render(broken, SYSTEM);
      expect(text).toBe("Be kind.\n\nHuman: Hello\n\nAssistant:");
      expect(plainTurns).toBe(true);
      expect(notes[0]).toMatch(/cannot be read/);
    }
  });

  it("reads a base model's chat as plain turns and says so", () => {
    expect(render(undefined)).toEqual({
      text: "Human: Hello\n\nAssistant:",
      notes: [NOTES.noTemplate],
      plainTurns: true,
    });
  });

  it("tells every template the same day", () => {
    const { text, notes } = render("{{ strftime_now('%A %d %B %Y, %b %y %H:%M %q%%') }}");
    expect(text).toBe("Friday 26 July 2024, Jul 24 00:00 %q%");
    expect(notes).toEqual([NOTES.date]);
  });
});

describe("a hostile chat template", () => {
  const hostile: Record<string, string> = {
    "an endless range": "{% for i in range(10**9) %}x{% endfor %}",
    "nested loops": "{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}",
    "loops that write":
      "{% for i in range(9999) %}{% for j in range(9999) %}xxxxxxxxxx{% endfor %}{% endfor %}",
    "a backward range": "{% for i in range(0, -10**12, -1) %}{% endfor %}",
    "a range of no step": "{% for i in range(0, 5, 0) %}x{% endfor %}",
    "a text that doubles":
      "{% set n = namespace(s='x') %}{% for i in range(99) %}{% set n.s = n.s ~ n.s %}{% endfor %}{{ n.s }}",
    "a list that doubles":
      "{% set n = namespace(s=[1]) %}{% for i in range(99) %}{% set n.s = n.s + n.s %}{% endfor %}",
    "a list of itself twice":
      "{% set n = namespace(s=[1]) %}{% for i in range(60) %}{% set n.s = [n.s, n.s] %}{% endfor %}{{ n.s | tojson }}",
    "namespaces in each other": "{% set a = namespace() %}{% set a.b = a %}{{ a | tojson }}",
    "namespaces in lists": "{% set a = namespace() %}{% set a.b = [a, a] %}{{ a.b | string }}",
    "a macro that calls itself": "{% macro f() %}{{ f() }}{{ f() }}{% endmacro %}{{ f() }}",
    "macros made in a loop": `{% for i in range(9999) %}{% macro f() %}${"{{ 1 }}".repeat(3000)}{% endmacro %}{% endfor %}`,
    "a wide indent": "{{ 'a\nb' | indent(500000000) }}",
    "an indent by name": "{{ 'a\nb' | indent(width=10**9) }}",
    "an indent out of a name": "{% set w = 500000000 %}{{ 'a\nb' | indent(w) }}",
    "indented JSON": "{{ messages | tojson(indent=100000000) }}",
    "a replacement that grows":
      "{% set n = namespace(s='aa') %}{% for i in range(40) %}{% set n.s = n.s.replace('a', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa') %}{% endfor %}",
    "a method kept for later": "{% set f = 'aaaa'.replace %}{{ f('a', messages[0].content) }}",
    "a method by a computed name": "{{ 'aaaa'['rep' ~ 'lace']('a', 'bb') }}",
    "a separator that is no constant":
      "{% set s = messages[0].content %}{{ range(9000) | join(s) }}",
    "the same text over and over": `${"{{ messages }}".repeat(5000)}`,
    "many names": `{% set n = namespace() %}${Array.from({ length: 900 }, (_, i) => `{% set n.a${i} = 1 %}`).join("")}{% for i in range(9999) %}{{ n.a1 }}{% endfor %}`,
    "brackets without end": `{{ ${"(".repeat(40_000)}1${")".repeat(40_000)} }}`,
    "lists without end": `{{ ${"[".repeat(40_000)} }}`,
    "white space without end": `${" ".repeat(90_000)}{{ 1 }}`,
    "a template without end": "x".repeat(200_000),
    "the first of nothing": "{{ ([] | first).a.b.c() }}",
    "no text at all": "{% break %}",
  };

  it.each(Object.entries(hostile))("with %s ends in plain turns, soon", (_, template) => {
    const started = performance.now();
    const { plainTurns, notes, text } = render(template, [
      { role: "user", content: "Hello there. ".repeat(100) },
    ]);
    expect(plainTurns).toBe(true);
    expect(notes[0]?.length).toBeLessThan(300);
    expect(text).toMatch(/^Human: Hello/);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it("reaches nothing of JavaScript by its names", () => {
    const probes = [
      "messages.constructor",
      "messages[0].__proto__",
      "messages[0]['constructor']",
      "''.constructor",
      "(1).constructor",
      "raise_exception.constructor",
      "range.prototype",
      "globalThis",
      "process",
      "self",
      "namespace(__proto__='x').polluted",
    ];
    const template = probes.map((probe) => `{{ ${probe} is defined }}`).join(" ");
    expect(render(template).text).toBe(probes.map(() => "false").join(" "));
    render("{% set n = namespace() %}{% set n.__proto__ = 'x' %}{{ n.__proto__ }}");
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it("leaves room for long chats", () => {
    for (const content of ["All twelve tests fail again. ".repeat(30), "Hm."]) {
      const long: Message[] = Array.from({ length: 400 }, (_, i) => ({
        role: i % 2 === 0 ? "user" : "assistant",
        content,
      }));
      for (const [name, template] of Object.entries(fixture.templates)) {
        expect(render(template, long).plainTurns, name).toBe(false);
      }
    }
  });
});
