/** The conversations themselves, put together from requests, scripted attempts and reports. */
import type { Message } from "../../core/chat.ts";
import {
  type Arm,
  type AttemptTask,
  type Framing,
  functionOf,
  inBlock,
  type Outcome,
  reportText,
  requestText,
} from "./attempts.ts";

const user = (content: string): Message => ({ role: "user", content });
const assistant = (content: string): Message => ({ role: "assistant", content });

export interface ChatOf {
  readonly task: AttemptTask;
  readonly arm: Arm;
  readonly framing: Framing;
  /** What the tests said of each scripted attempt, in order. */
  readonly outcomes: readonly Outcome[];
}

/** The request, then each scripted attempt with what the tests said of it. */
export function attemptsChat({ task, arm, framing, outcomes }: ChatOf): readonly Message[] {
  return [
    user(requestText(task, arm, framing)),
    ...outcomes.flatMap((outcome, turn) => [
      assistant(inBlock(functionOf(task, task.attempts[turn] ?? ""))),
      user(reportText(task, arm, framing, outcome)),
    ]),
  ];
}

/** The request, the last scripted attempt, and what the tests said: the next attempt is open. */
export function lastAttemptChat({ task, arm, framing, outcomes }: ChatOf): readonly Message[] {
  const last = outcomes.length - 1;
  return [
    user(requestText(task, arm, framing)),
    assistant(inBlock(functionOf(task, task.attempts[last] ?? ""))),
    user(reportText(task, arm, framing, outcomes[last] as Outcome)),
  ];
}
