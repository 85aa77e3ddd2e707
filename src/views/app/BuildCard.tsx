import { useApp } from "../../state/react.ts";
import { loadedModel } from "../../state/slices/model-slice.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { percent } from "../../ui/format.ts";
import { Notice } from "../../ui/Notice.tsx";
import { Progress } from "../../ui/Progress.tsx";
import { useControllers } from "../controllers.ts";

/** For a model without emotion vectors: what they are, and the button that finds them. */
export function BuildCard() {
  const { build: controller } = useControllers();
  const model = useApp(loadedModel);
  const build = useApp((state) => state.build);
  if (model === null || model.vectors !== null) return null;
  const again = build.kind === "stopped" || build.kind === "failed";
  return (
    <div className="site-build">
      <Card title={`${model.name} has no emotion vectors yet`}>
        <p>
          They are found here, once: the model reads 1,152 short stories of 24 emotions, and what
          its activations have in common over one emotion becomes that emotion's vector. In a page
          this takes about an hour for a model like the usual one, longer for larger ones. Leave the
          page open; what is done is kept, so that you can stop and go on another time.
        </p>
        {build.kind === "failed" && <Notice kind="error">{build.failure.message}</Notice>}
        {build.kind === "running" ? (
          <Progress
            label={build.progress?.step ?? "Beginning"}
            done={build.progress?.done ?? 0}
            total={1}
            text={percent(build.progress?.done ?? 0)}
            secondsLeft={build.progress?.secondsLeft ?? null}
            onCancel={controller.stop}
          />
        ) : (
          <Button kind="primary" onClick={() => void controller.start()}>
            {again ? "Go on building" : "Build the vectors"}
          </Button>
        )}
      </Card>
    </div>
  );
}

/** What came of a build, until it is dismissed. */
export function builtMessage(accuracy: number, chance: number): string {
  return `The vectors are built. On stories about topics that were left out they name the emotion in ${percent(accuracy)} of cases; guessing gets ${percent(chance)}.`;
}
