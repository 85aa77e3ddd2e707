import { useState } from "react";
import { LONG_LINK, MESSAGES } from "../../content/messages.ts";
import { linkFragment } from "../../state/history.ts";
import { useApp, useAppStore } from "../../state/react.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { ModelChip } from "../../ui/ModelChip.tsx";
import { Toasts } from "../../ui/Notice.tsx";
import { useControllers } from "../controllers.ts";
import { pageHref } from "../links.ts";
import { modelName } from "../model-name.ts";
import { ThemeButton } from "../shell/ThemeButton.tsx";
import { useHidden } from "../useHidden.ts";
import { useChipState } from "./useChipState.ts";

/** Model, link, theme: what stands at the right end of the header. */
export function HeaderTools() {
  const store = useAppStore();
  const hidden = useHidden();
  const [long, setLong] = useState(false);

  async function link(): Promise<string> {
    const { origin, pathname, search } = window.location;
    const address = `${origin}${pathname}${search}${await linkFragment(store)}`;
    setLong(address.length > LONG_LINK);
    return address;
  }

  return (
    <>
      {!hidden("model") && <Chip />}
      {!hidden("copy") && (
        <CopyButton text={link} done="Link copied" className="quiet-in-present">
          Copy link
        </CopyButton>
      )}
      {!hidden("theme") && <ThemeButton />}
      {long && (
        <Toasts
          toasts={[{ id: "long", kind: "warning", children: MESSAGES.linkLong }]}
          onDismiss={() => setLong(false)}
        />
      )}
    </>
  );
}

function Chip() {
  const { model } = useControllers();
  const name = useApp(modelName);
  const state = useChipState();
  return (
    <ModelChip
      name={shortName(name)}
      href={pageHref("models")}
      state={state}
      onLoad={() => void model.load()}
      onLook={() => void model.agree()}
      onCancel={model.cancel}
    />
  );
}

/** The name as it fits the header. */
function shortName(name: string): string {
  return name.replace(/-Instruct$/i, "");
}
