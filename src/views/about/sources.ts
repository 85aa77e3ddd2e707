/** What the site builds on. arXiv numbers are given as text: the site sends no one anywhere unasked. */
export interface Source {
  readonly work: string;
  readonly where: string;
  readonly why: string;
}

export const SOURCES: readonly Source[] = [
  {
    work: "Sofroniew et al., “Emotion Concepts and their Function in a Large Language Model” (2026)",
    where: "arXiv:2604.07729",
    why: "The paper that this site follows: 171 emotions in a large model, read and steered.",
  },
  {
    work: "C. Newton, Platformer (2026)",
    where: "platformer.news",
    why: "Reporting on that paper.",
  },
  {
    work: "Jeong (2026)",
    where: "arXiv:2604.04064",
    why: "Emotion directions in small models.",
  },
  {
    work: "Soligo, Mikulik and Saunders, “Gemma Needs Help” (2026)",
    where: "arXiv:2603.10011",
    why: "Replies that sound distressed after repeated rejection, and how training lowers them.",
  },
  {
    work: "Usman (2026)",
    where: "arXiv:2605.20202",
    why: "An independent study.",
  },
  {
    work: "foogunlana/emotion-concepts, zachgoldfine44/mechinterp-replication, AidanZach/EmotionScope, mufxio/emotion-vector-bench",
    where: "GitHub",
    why: "Independent replications, which do not all agree.",
  },
  {
    work: "AxBench (2025)",
    where: "arXiv:2501.17148",
    why: "How well steering methods do against plain prompting.",
  },
  {
    work: "Persona vectors (2025)",
    where: "arXiv:2507.21509",
    why: "Directions for traits of character, found in a similar way.",
  },
  {
    work: "ImpossibleBench (2025)",
    where: "arXiv:2510.20270",
    why: "Tasks that cannot be solved honestly, and what models do with them.",
  },
  {
    work: "Marks and Tegmark, “The Geometry of Truth” (2023)",
    where: "arXiv:2310.06824",
    why: "Why a direction for reading is tilted by the covariance.",
  },
  {
    work: "Ledoit and Wolf, “A well-conditioned estimator for large-dimensional covariance matrices” (2004)",
    where: "Journal of Multivariate Analysis 88",
    why: "Shrinkage, which keeps the tilt steady with few stories.",
  },
  {
    work: "On comparing probes in the Mahalanobis metric (2026)",
    where: "arXiv:2606.19603",
    why: "How alike two such directions are.",
  },
];
