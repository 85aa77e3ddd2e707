import { SectionHeading } from "./Contents.tsx";

/** What a residual stream is, for someone who has never met one. */
export function Residual({ id }: { readonly id: string }) {
  return (
    <>
      <SectionHeading id={id}>The residual stream</SectionHeading>
      <p>
        A language model cuts text into tokens: short words, parts of words, punctuation. For each
        token it keeps a list of numbers. In the model on this page the list has 576 entries. It
        starts out as a fixed entry from a dictionary, the same wherever the token appears.
      </p>
      <p>
        Then come the layers, thirty of them here. Each one reads the list, looks at the lists of
        earlier tokens, and adds something to it. It never starts afresh. The list is therefore like
        a stream that every layer drinks from and flows into, and so it is called the{" "}
        <em>residual stream</em>. After the last layer, the model reads off the stream which token
        is likely to come next.
      </p>
      <p>
        A list of 576 numbers is a point in a space of 576 dimensions, and in such a space one can
        ask how far a point lies along some direction. If “the bridge is about to give way” lies far
        along a direction, and “the kettle is about to boil” does not, then that direction may be of
        use to someone who wants to know what the model makes of a sentence. That is all that a
        reading is: how far, along which direction, at which token, after which layer.
      </p>
    </>
  );
}
