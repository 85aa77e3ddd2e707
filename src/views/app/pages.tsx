/** The pages: their names, their addresses, and their code, which is fetched when a page opens. */
import { type ComponentType, lazy } from "react";
import type { Page } from "../../state/settings.ts";
import { ReadPage } from "../read/ReadPage.tsx";

export interface PageEntry {
  readonly id: Page;
  readonly label: string;
  readonly component: ComponentType;
}

/** Read opens first and is part of the first load. */
export const PAGE_ENTRIES: readonly PageEntry[] = [
  { id: "read", label: "Read", component: ReadPage },
  {
    id: "steer",
    label: "Steer",
    component: lazy(async () => ({
      default: (await import("../steer/SteerPage.tsx")).SteerPage,
    })),
  },
  {
    id: "dosage",
    label: "Dosage",
    component: lazy(async () => ({
      default: (await import("../dosage/DosagePage.tsx")).DosagePage,
    })),
  },
  {
    id: "experiments",
    label: "Experiments",
    component: lazy(async () => ({
      default: (await import("../experiments/ExperimentsPage.tsx")).ExperimentsPage,
    })),
  },
  {
    id: "findings",
    label: "Findings",
    component: lazy(async () => ({
      default: (await import("../findings/FindingsPage.tsx")).FindingsPage,
    })),
  },
  {
    id: "models",
    label: "Models",
    component: lazy(async () => ({
      default: (await import("../models/ModelsPage.tsx")).ModelsPage,
    })),
  },
  {
    id: "about",
    label: "About",
    component: lazy(async () => ({ default: (await import("./About.tsx")).About })),
  },
];
