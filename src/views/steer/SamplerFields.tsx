import type { ReactNode } from "react";
import type { SamplerSettings } from "../../core/sampler.ts";
import { MAX_NEW_TOKENS, MAX_SEED } from "../../state/settings.ts";
import type { Range } from "../../ui/alpha.ts";
import { Button } from "../../ui/Button.tsx";
import { NumberField } from "../../ui/NumberField.tsx";
import { Unit } from "../shell/Unit.tsx";
import { newSeed } from "./new-seed.ts";
import { useEditSteer, useSteerSettings } from "./useSteer.ts";

const RANGES = {
  seed: { min: 0, max: MAX_SEED, precision: 1, step: 1 },
  temperature: { min: 0, max: 5, precision: 0.01, step: 0.1 },
  topK: { min: 0, max: 100_000, precision: 1, step: 10 },
  topP: { min: 0, max: 1, precision: 0.01, step: 0.05 },
  repetitionPenalty: { min: 0.5, max: 3, precision: 0.01, step: 0.1 },
} as const satisfies Record<keyof SamplerSettings, Range>;

const TOKENS: Range = { min: 1, max: MAX_NEW_TOKENS, precision: 1, step: 16 };

const whole = (value: number) => String(value);
const hundredths = (value: number) => value.toFixed(2);

/** How the next token is drawn, and how many there are. */
export function SamplerFields() {
  const { sampler, maxTokens } = useSteerSettings();
  const edit = useEditSteer();
  const set = (patch: Partial<SamplerSettings>) => edit({ sampler: { ...sampler, ...patch } });
  const drawn = (key: keyof SamplerSettings, name: string, format = hundredths) => (
    <NumberField
      label={name}
      value={sampler[key]}
      range={RANGES[key]}
      format={format}
      onChange={(value) => set({ [key]: value })}
    />
  );
  return (
    <div className="steer-sampler">
      <Row name={<Unit entry="seed">seed</Unit>}>
        {drawn("seed", "seed", whole)}
        <Button small onClick={() => set({ seed: newSeed(sampler.seed) })}>
          New seed
        </Button>
      </Row>
      <Row name={<Unit entry="sampler">temperature</Unit>}>
        {drawn("temperature", "temperature")}
        {sampler.temperature === 0 && <small>always the likeliest token</small>}
      </Row>
      <Row name="top-k">
        {drawn("topK", "top-k", whole)}
        {sampler.topK === 0 && <small>off</small>}
      </Row>
      <Row name="top-p">
        {drawn("topP", "top-p")}
        {sampler.topP === 1 && <small>off</small>}
      </Row>
      <Row name="repetition penalty">
        {drawn("repetitionPenalty", "repetition penalty")}
        {sampler.repetitionPenalty === 1 && <small>off</small>}
      </Row>
      <Row name="tokens">
        <NumberField
          label="tokens to write"
          value={maxTokens}
          range={TOKENS}
          format={whole}
          onChange={(tokens) => edit({ maxTokens: tokens })}
        />
        <small>at most</small>
      </Row>
    </div>
  );
}

function Row({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="steer-field">
      <span>{name}</span>
      {children}
    </div>
  );
}
