import type { ValidationReport } from "../../core/validation/report.ts";
import { percent } from "../../ui/format.ts";
import { SectionHeading } from "./Contents.tsx";
import { bestPoint } from "./figures.ts";

export interface MethodProps {
  readonly id: string;
  readonly report: ValidationReport | null;
}

/** How the vectors are made and tested; numbers come from the report alone. */
export function Method({ id, report }: MethodProps) {
  return (
    <>
      <SectionHeading id={id}>How the directions were found</SectionHeading>
      <p>
        Eight writers wrote short stories about people in 24 emotional states, without naming the
        emotion. Each writer covered every emotion, and every topic was used for all of them, so
        that no emotion has a style, a subject or a length of its own.{" "}
        {report !== null && `There are ${report.counts.stories.toLocaleString("en-GB")} stories. `}
        The model read each one by itself, and the residual stream was averaged over the story.
      </p>
      <p>
        The stories of one emotion form a cloud of points. The direction for that emotion leads from
        the middle of all emotions to the middle of its own cloud, tilted away from the ways in
        which stories differ anyway. Statisticians know this as a discriminant with shrinkage. The
        same direction serves for reading and for writing.
      </p>
      <p>
        A second set was made at the last token before a reply, because that token is of a kind of
        its own, and what the model is about to say shows best there.
      </p>
      <p>
        The test is simple. Leave some topics out, make the directions from the rest, and see
        whether the strongest of the 24 at an unseen story is the one that its writer was asked for.
        Then do the same with writers left out. Three yardsticks stand beside the result: guessing,
        a method that only counts words, and the recipe of the paper that this follows.
      </p>
      {report !== null && <TestedFigures report={report} />}
      <p>
        Every picture on the other pages carries a control as well. The grey band is what twenty
        random directions do on the same text. The dashed curves are the same numbers in a sentence
        without danger. The third column of Steer is a push of the same length in a random
        direction. What a control does too, the emotion did not do.
      </p>
    </>
  );
}

function TestedFigures({ report }: { readonly report: ValidationReport }) {
  const best = bestPoint(report);
  return (
    <p>
      At layer {best.layer}, where the page opens, {percent(best.heldOutTopics.ours)} of stories on
      unseen topics are named rightly, and {percent(best.leftOutWriters.ours)} of stories by unseen
      writers. Directions made from two halves of the stories that share no topic have a mean cosine
      of {best.splitHalf.ours.toFixed(2)}.
    </p>
  );
}
