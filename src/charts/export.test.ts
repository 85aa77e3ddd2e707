// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { fileName, serialiseSvg, toCsv } from "./export.ts";

describe("toCsv", () => {
  it("quotes what must be quoted and keeps numbers whole", () => {
    const csv = toCsv({
      columns: ["dose", "afraid, σ"],
      rows: [
        ['half a "tablet"', 0.123456789],
        ["two\nbottles", Number.NaN],
      ],
    });
    expect(csv).toBe('dose,"afraid, σ"\r\n"half a ""tablet""",0.123456789\r\n"two\nbottles",\r\n');
  });

  it("does not let a typed cell become a formula", () => {
    expect(toCsv({ columns: ["x"], rows: [["=1+1"], [-2]] })).toBe("x\r\n'=1+1\r\n-2\r\n");
  });
});

describe("serialiseSvg", () => {
  function drawing(): SVGSVGElement {
    document.body.innerHTML =
      '<style>.line{stroke:rgb(162, 0, 60);fill:none}</style><svg width="100" height="50" class="chart" tabindex="0"><path class="line" d="M0,0L9,9"></path><g data-screen-only><rect></rect></g></svg>';
    const svg = document.querySelector("svg");
    if (svg === null) throw new Error("no drawing");
    return svg;
  }

  it("writes styles into the file, so that it needs no stylesheet", () => {
    const text = serialiseSvg(drawing(), {
      background: "#fff",
      ink: "#000",
      fonts: "@font-face{}",
      caption: ["Along the text", "It climbs\u0001."],
    }).text;
    expect(text).toContain('stroke="rgb(162, 0, 60)"');
    expect(text).toContain('xmlns="http://www.w3.org/2000/svg"');
    expect(text).toContain('viewBox="0 0 100 96"');
    expect(text).toContain('fill="#fff"');
    expect(text).toContain("<title>Along the text</title>");
    expect(text).toContain("It climbs.");
    expect(text).toContain("<style>@font-face{}</style>");
    expect(text).not.toContain("class=");
    expect(text).not.toContain("screen-only");
  });

  it("leaves the drawing on screen alone and puts a canvas under it", () => {
    const svg = drawing();
    const before = svg.outerHTML;
    const underlay = { href: "data:image/png;base64,AA", x: 1, y: 2, width: 3, height: 4 };
    const text = serialiseSvg(svg, { background: "#fff", ink: "#000", caption: [], underlay }).text;
    expect(text.indexOf("<image")).toBeLessThan(text.indexOf("<path"));
    expect(svg.outerHTML).toBe(before);
  });
});

describe("fileName", () => {
  it("makes a plain name of any title", () => {
    expect(fileName("Right now { … } — naïve?", "svg")).toBe("moodring-right-now-naive.svg");
    expect(fileName("…", "csv")).toBe("moodring-chart.csv");
  });
});
