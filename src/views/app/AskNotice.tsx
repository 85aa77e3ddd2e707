import { isThisMachine } from "../../state/elsewhere.ts";
import { useApp } from "../../state/react.ts";
import { Notice } from "../../ui/Notice.tsx";
import { useControllers } from "../controllers.ts";
import { isListed, nameOfRef } from "../model-name.ts";

/** A link names a server that nobody has agreed to: which, and what agreeing does. */
export function AskNotice() {
  const { model } = useControllers();
  const host = useApp(({ model: status }) => (status.kind === "asking" ? status.host : null));
  const name = useApp(({ settings }) => settings.model);
  if (host === null) return null;
  const here = isThisMachine(host) ? ", which is this machine" : "";
  return (
    <Notice action={{ label: "Look at it", onPress: () => void model.agree() }}>
      {isListed(name) ? (
        <>
          This link takes {nameOfRef(name)} from <b>{host}</b>
          {here}, in place of the hub.
        </>
      ) : (
        <>
          This link names a model at <b>{host}</b>
          {here}.
        </>
      )}{" "}
      Nothing is asked of it until you say so.
    </Notice>
  );
}
