import type { Letter } from "../../domain/mail/letter.ts"
import type { Outbox } from "../mail/outbox.ts"

/** How invitations become links and letters. */
export interface InvitationDeps {
  /** What the link of an invitation carries: made from its id and the cell's secret, so that a head can see it again. */
  token(id: string): Promise<string>
  /** What only the letter's link carries: who has it reads the invited e-mail. */
  letterProof(id: string): Promise<string>
  /** What is stored of a token. */
  tokenHash(token: string): string
  /** Address of the page that a token opens. */
  link(token: string, proof?: string): string
  language: Letter["language"]
  outbox: Outbox
}
