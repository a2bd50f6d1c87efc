import type { SealedLink } from "../../gateways/sealed-link.ts"

/** What a link carries to prove an e-mail; empty without. */
export interface EmailProofs {
  /** Of the invitation's own letter. */
  letter: string
  /** Of a letter that was sent to an e-mail typed at the invitation. */
  proof: string
}

/** How invitations become links and letters. */
export interface InvitationDeps {
  /** What the link of an invitation carries: made from its id and the cell's secret, so that a head can see it again. */
  token(id: string): Promise<string>
  /** What only the letter's link carries: who has it reads the invited e-mail. */
  letterProof(id: string): Promise<string>
  /** What the link of a letter carries that was sent to an e-mail typed at the invitation. */
  joining: SealedLink
  /** What is stored of a token. */
  tokenHash(token: string): string
  /** Address of the page that a token opens, with what the invitation's own letter proves, or a letter sent there. */
  link(token: string, proofs?: Partial<EmailProofs>): string
}
