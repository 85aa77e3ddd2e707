import { Card } from "../../ui/Card.tsx";
import { PageLayout } from "../shell/PageLayout.tsx";
import { catalogueRows } from "./catalogue-rows.ts";
import { Elsewhere } from "./Elsewhere.tsx";
import { KeptCard } from "./KeptCard.tsx";
import { ModelRow } from "./ModelRow.tsx";
import "./models.css";
import { OwnFiles } from "./OwnFiles.tsx";
import { RunsOn } from "./RunsOn.tsx";
import { useKept } from "./useKept.ts";

/** Every model that this page can run: from the list, from elsewhere, from the own disk. */
export function ModelsPage() {
  const kept = useKept();
  const { deviceMemory } = navigator as { readonly deviceMemory?: unknown };
  return (
    <PageLayout
      className="models"
      headline="Which model do you want to look into?"
      lead="It is downloaded once, kept in this browser, and runs on this machine. What you type stays here, whichever you choose."
      aside={
        <>
          <KeptCard {...kept} />
          <RunsOn />
        </>
      }
    >
      <Card title="Models">
        <ul className="models-list">
          {catalogueRows(kept.models ?? [], deviceMemory).map((row) => (
            <ModelRow key={row.model.id} {...row} />
          ))}
        </ul>
      </Card>
      <Elsewhere />
      <OwnFiles />
    </PageLayout>
  );
}
