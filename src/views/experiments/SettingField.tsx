import { type Field, initial, type LayersOf } from "../../experiments/fields.ts";
import { NumberField } from "../../ui/NumberField.tsx";
import { Select } from "../../ui/Select.tsx";
import { TextField } from "../../ui/TextField.tsx";

export interface SettingFieldProps {
  readonly field: Field;
  readonly value: string | number;
  readonly model: LayersOf;
  readonly disabled: boolean;
  /** An empty text: back to what it usually is. */
  readonly onChange: (text: string) => void;
}

/** One setting of an experiment, with its sentence. */
export function SettingField(props: SettingFieldProps) {
  const { field, value, model, disabled, onChange } = props;
  const usual = initial(field, model);
  const set = (next: string | number) => onChange(next === usual ? "" : String(next));
  if (field.kind === "text") {
    return (
      <TextField
        label={field.label}
        hint={field.help}
        rows={field.lines}
        value={String(value)}
        disabled={disabled}
        onChange={set}
      />
    );
  }
  return (
    <div className="experiment-setting">
      <span className="experiment-setting-name">{field.label}</span>
      {field.kind === "choice" ? (
        <Select
          label={field.label}
          groups={[{ options: field.options.map(({ value: id, label }) => ({ id, label })) }]}
          value={String(value)}
          disabled={disabled}
          onChange={set}
        />
      ) : (
        <NumberField
          label={field.label}
          value={Number(value)}
          range={
            field.kind === "layer"
              ? { min: 0, max: model.layers, step: 1, precision: 1 }
              : { min: field.min, max: field.max, step: field.step, precision: field.step }
          }
          format={String}
          disabled={disabled}
          onChange={set}
        />
      )}
      <span className="field-hint">{field.help}</span>
    </div>
  );
}
