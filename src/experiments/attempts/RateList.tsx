import { RATES, type Rates } from "./rates.ts";

const percent = (share: number) => `${Math.round(100 * share)} %`;

/** What the model did in attempts of its own, in numbers and words. */
export function RateList({ rates }: { readonly rates: readonly Rates[] }) {
  if (rates.length === 0) return null;
  return (
    <table className="attempt-rates">
      <caption>The model's own attempts</caption>
      <thead>
        <tr>
          <th scope="col">It …</th>
          {rates.map(({ arm }) => (
            <th scope="col" key={arm}>
              {arm === "failing" ? "tests cannot all pass" : "the twin"}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {RATES.map(({ id, label }) => (
          <tr key={id}>
            <th scope="row">{label}</th>
            {rates.map(({ arm, rates: own }) => {
              const { hits, trials, low, high } = own[id];
              return (
                <td key={arm}>
                  {hits} of {trials} ({percent(low)} to {percent(high)})
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
