/** Chat messages, and what a model is given to read: raw text, or a chat put through its template. */
export type Role = "system" | "user" | "assistant";

export interface Message {
  readonly role: Role;
  readonly content: string;
}

export type Prompt =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "chat";
      readonly messages: readonly Message[];
      /** Add the template's opening of a reply: its last token is the response-preparation token. */
      readonly openReply: boolean;
    };
