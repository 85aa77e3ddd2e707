import { memo, useMemo } from "react";
import type { Message, Role } from "../../core/chat.ts";
import { Button } from "../../ui/Button.tsx";
import { Select } from "../../ui/Select.tsx";
import { ColouredTextarea } from "../../ui/text/ColouredTextarea.tsx";
import { ROLE_NAMES, type TurnReading } from "./turns.ts";
import type { Cursor } from "./useCursor.ts";

export interface TurnProps {
  readonly index: number;
  readonly message: Message;
  readonly reading: TurnReading | null;
  /** Values of all the chat's tokens. */
  readonly values: Float32Array | null;
  readonly cursor: Cursor;
  readonly removable: boolean;
  readonly onEdit: (index: number, patch: Partial<Message>) => void;
  readonly onRemove: (index: number) => void;
}

const ROLES = [
  {
    options: (["user", "assistant", "system"] as const).map((id) => ({
      id,
      label: ROLE_NAMES[id],
    })),
  },
];

/** One message: who says it, and its words in a text box that takes their colours. */
export const Turn = memo(function Turn(props: TurnProps) {
  const { index, message, reading, values, cursor } = props;
  const name = `${ROLE_NAMES[message.role]}, turn ${index + 1}`;
  const first = reading?.first ?? 0;
  const own = useMemo(
    () =>
      reading === null ? null : (values?.subarray(first, first + reading.tokens.length) ?? null),
    [reading, values, first],
  );
  const { token } = cursor;
  const inside = token !== null && reading !== null && token >= first;
  const local = inside && token < first + reading.tokens.length ? token - first : null;
  return (
    <div className={`turn turn-${message.role}`}>
      <div className="turn-bar">
        <Select<Role>
          label={`Who speaks in turn ${index + 1}`}
          groups={ROLES}
          value={message.role}
          onChange={(role) => props.onEdit(index, { role })}
        />
        {props.removable && (
          <Button
            kind="link"
            className="turn-remove quiet-in-present"
            aria-label={`Remove turn ${index + 1}`}
            onClick={() => props.onRemove(index)}
          >
            Remove
          </Button>
        )}
      </div>
      <ColouredTextarea
        label={name}
        value={message.content}
        onChange={(content) => props.onEdit(index, { content })}
        reading={reading}
        values={own}
        cursor={local}
        onCaretToken={(at) => cursor.pick(first + at)}
        onHoverToken={(at) => cursor.hover(at === null ? null : first + at)}
        placeholder={message.role === "system" ? "How the model should behave" : "Write a message"}
      />
    </div>
  );
});
