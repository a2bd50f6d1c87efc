import { fields, readStored } from "../../domain/stored.ts"
import type { Invitation } from "./accept.ts"
import type { EmailProofs, InvitationDeps } from "./invitation-deps.ts"

/** How many hours the link of a letter is good that was sent to an e-mail typed at an invitation. */
export const joiningHours = 24

export type EmailProofDeps = Pick<InvitationDeps, "letterProof" | "joining">

/** What the link of a letter to an e-mail carries; it is used up with the invitation. */
export function sealProof(
  { joining }: Pick<EmailProofDeps, "joining">,
  { id, email, now }: { id: string; email: string; now: Date },
): Promise<string> {
  return joining.seal(JSON.stringify([id, email, now.getTime() + joiningHours * 3_600_000]))
}

const proofShape = fields(["string", "string", "number"])
const readProof = (plain: string) => readStored("link of an invitation", proofShape, plain)

/** The e-mail that a sealed proof is of, whatever invitation it belongs to; null for none. */
export async function sealedEmail(
  { joining }: Pick<EmailProofDeps, "joining">,
  { proof }: Pick<EmailProofs, "proof">,
): Promise<string | null> {
  const plain = proof === "" ? null : await joining.open(proof)
  return plain === null ? null : readProof(plain)[1]
}

/**
 * The e-mail that whoever opens an invitation has shown to read: the invited one by the invitation's own letter, a typed
 * one by the letter that was sent there for this invitation and is not over. Null without, and then nothing may depend
 * on whether an e-mail has an account.
 */
export async function provenEmail(
  deps: EmailProofDeps,
  invitation: Pick<Invitation, "id" | "email">,
  { letter, proof }: EmailProofs,
  now: Date,
): Promise<string | null> {
  if (letter !== "" && letter === (await deps.letterProof(invitation.id))) return invitation.email
  const plain = proof === "" ? null : await deps.joining.open(proof)
  if (plain === null) return null
  const [id, email, until] = readProof(plain)
  return id === invitation.id && now.getTime() < until ? email : null
}
