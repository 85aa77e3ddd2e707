import { SectionHeading } from "./Contents.tsx";

/** Where what is typed goes (nowhere), and under which terms the parts come. */
export function Licences({ id }: { readonly id: string }) {
  return (
    <>
      <SectionHeading id={id}>Privacy and licences</SectionHeading>
      <p>
        Nothing that you type leaves your machine. The model runs in this browser. The site has no
        server of its own, no account, no cookies, no statistics, and it loads nothing from anyone
        else. The model’s file is kept in this browser’s storage, so that it is fetched only once;
        clear this site’s data, and the browser forgets it. A link that you copy holds your text and
        settings in the part after the #, which browsers do not send to servers. Whoever gets the
        link can read them.
      </p>
      <p>
        The model is SmolLM2-135M-Instruct by Hugging Face, under the Apache License 2.0, as
        published in four-bit form. It runs on ONNX Runtime (MIT). The typefaces are Inter and
        Source Serif 4 (SIL Open Font License 1.1). The page is made with React, React Aria, D3 and
        Zustand, under the MIT, Apache and ISC licences. Moodring itself is under the Apache License
        2.0.
      </p>
    </>
  );
}
