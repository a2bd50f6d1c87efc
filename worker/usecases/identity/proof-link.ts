import type { Stores } from "../../data/stores.ts"
import { email, reset } from "../../domain/identity/letters.ts"
import { linkLasts } from "../../domain/identity/proof-link.ts"
import type { UseCaseContext } from "../context.ts"
import type { IdentityDeps } from "./deps.ts"

export interface ProofLetterDeps {
  tokens: IdentityDeps["tokens"]
  /** The whole address of the page that a token opens. */
  linkTo(purpose: keyof typeof linkLasts | "factor", token: string): string
}

/** Whose link it is: for `email` it goes to the address that it proves. */
type ProofOf = { userId: string } & ({ purpose: "reset" } | { purpose: "email"; address: string })

/** Makes a one-time link and writes the letter that carries it; only the hash of what the link carries is stored. */
export function sendProof(
  ctx: Pick<UseCaseContext, "now">,
  deps: ProofLetterDeps,
  store: Pick<Stores, "proofs" | "mails">,
  proof: ProofOf,
): void {
  const token = deps.tokens.make()
  const { userId, purpose } = proof
  const link = deps.linkTo(purpose, token)
  const at = ctx.now()
  const expiresAt = new Date(at.getTime() + linkLasts[purpose]).toISOString()
  store.proofs.add({ id: deps.tokens.hash(token), purpose, userId, createdAt: at.toISOString(), expiresAt })
  if (proof.purpose === "email") store.mails.send(email, { address: proof.address }, { link })
  else store.mails.send(reset, { userId }, { link, minutes: String(linkLasts.reset / 60_000) })
}
