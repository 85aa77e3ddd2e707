import { SectionHeading } from "./Contents.tsx";

/** The claims, side by side with what is not claimed. */
export function Limits({ id }: { readonly id: string }) {
  return (
    <>
      <SectionHeading id={id}>What this shows, and what it does not</SectionHeading>
      <div className="two-sides">
        <div>
          <h3>What it shows</h3>
          <ul className="plain-list">
            <li>
              Some directions in this model follow the emotional tone of a text, word by word, also
              in texts that they were not made from.
            </li>
            <li>
              Adding such a direction while the model writes bends what it writes towards that
              emotion, more than a random push of the same length does.
            </li>
            <li>
              Where an effect is absent in this model, the page says so as plainly as where it is
              there.
            </li>
          </ul>
        </div>
        <div>
          <h3>What it does not show</h3>
          <ul className="plain-list">
            <li>
              That the model feels anything. The directions are <em>functional analogues</em>: they
              act like an emotion in what sets them off and in what follows. They are named by
              analogy.
            </li>
            <li>
              What larger models do. The models here are small, and the stories about a thousand.
              Findings from one model need not hold in another.
            </li>
            <li>
              Anything about the person who typed. A reading is about the text as the model holds
              it. This is no test of anyone’s state, and no mental-health tool.
            </li>
          </ul>
        </div>
      </div>
      <p>
        Some cautions for readers of the pictures. A change of subject moves the level of a reading:
        program code reads as frustrated whether its tests pass or fail, so compare each text with
        its twin and not with zero. A number alone can make a curve that looks like fear. A curve
        can rise at every step and still be tiny. A strong push damages the text, and damage is
        easily taken for drama, which is why each steered text shows how surprising the plain model
        finds it and how often it repeats itself.
      </p>
      <p>
        In large models, the paper found one axis on which all emotions line up from unpleasant to
        pleasant. We looked for it in this model and did not find it. Independent studies of small
        models disagree with one another and at times with the paper. Take this page as a place to
        look for yourself.
      </p>
    </>
  );
}
