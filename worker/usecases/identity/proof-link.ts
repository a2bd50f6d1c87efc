import { linkLasts } from "../../domain/identity/proof-link.ts"
import type { UseCaseContext } from "../context.ts"
import type { IdentityDeps } from "./deps.ts"
import { type LetterDeps, type SealedMail, sealMail } from "./letters.ts"

export interface ProofLetterDeps extends LetterDeps {
  tokens: IdentityDeps["tokens"]
  /** The whole address of the page that a token opens. */
  linkTo(purpose: keyof typeof linkLasts | "factor", token: string): string
}

/** A one-time link for a person and the letter that carries it, to be stored in one batch. */
export interface ProofLetter {
  proof: { id: string; purpose: "reset" | "email"; userId: string; createdAt: string; expiresAt: string }
  mail: SealedMail
}

/** Makes a link and its letter; only the hash of what the link carries is stored. */
export async function proofLetter(
  ctx: Pick<UseCaseContext, "newId" | "now">,
  deps: ProofLetterDeps,
  { userId, to, purpose }: { userId: string; to: string; purpose: "reset" | "email" },
): Promise<ProofLetter> {
  const token = deps.tokens.make()
  const link = deps.linkTo(purpose, token)
  const letter = { to, language: deps.language }
  const mail = await sealMail(
    ctx,
    deps,
    purpose === "reset"
      ? { ...letter, template: "reset", parameters: { link, minutes: String(linkLasts.reset / 60_000) } }
      : { ...letter, template: "email", parameters: { link } },
  )
  const expiresAt = new Date(mail.at.getTime() + linkLasts[purpose]).toISOString()
  const proof = { id: deps.tokens.hash(token), purpose, userId, createdAt: mail.at.toISOString(), expiresAt }
  return { proof, mail }
}
