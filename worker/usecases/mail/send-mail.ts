import type { SystemActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import type { AddressedLetter, Letter, WrittenLetter } from "../../domain/mail/letter.ts"
import type { LetterKind } from "../../domain/mail/letter-kind.ts"
import { isLetterName, type LetterName, letters } from "../../domain/mail/letters.ts"
import { cannotWait, isPast, wayOf } from "../../domain/mail/settings.ts"
import { MOST_TRIES, pauseAfter } from "../../domain/mail/tries.ts"
import type { UseCaseContext } from "../context.ts"
import { mailStep } from "./mail-step.ts"

/** What sending needs from outside. */
export interface SendMailDeps {
  /** Opens a sealed letter; throws when it was sealed by another secret. */
  unseal(sealed: string): Promise<Letter>
  write(letter: AddressedLetter): WrittenLetter
  /**
   * Hands a letter to the mail server under an id that stays the same from try to try. Answers what went wrong, without
   * personal data, or null when the server took it. Null instead of a function: no server is configured.
   */
  deliver: ((letter: WrittenLetter, id: string) => Promise<string | null>) | null
  /** Seconds before a second try. */
  retrySeconds: number
}

/** How a message of the queue ends: done with, or to be delivered again. */
export type MailOutcome =
  | { end: "sent" | "ended_before" | "unknown" | "no_server" | "digest" | "skipped" }
  | { end: "failed"; problem: string; tries: number }
  | { end: "later"; seconds: number; problem?: string; tries?: number }

type Mail = NonNullable<Awaited<ReturnType<UseCaseContext["read"]["mails"]["find"]>>>
type Person = NonNullable<Mail["person"]>

function endMail(
  ctx: UseCaseContext<SystemActor>,
  { id, kind }: Mail,
  state: "sent" | "failed" | "digest" | "skipped",
  detail: Record<string, string | number>,
) {
  const step = { key: `mail/${id}/${state}`, action: `mail.${state}`, about: id, detail: { kind, ...detail } }
  return mailStep(ctx, step, (store) => store.mails.end({ id, state }))
}

/** Takes the letter for one try; false when another runner has it. */
async function begin(ctx: UseCaseContext<SystemActor>, mail: Mail, pause: number): Promise<boolean> {
  const { id, kind, tries } = mail
  const until = new Date(ctx.now().getTime() + pause * 1000)
  const number = tries + 1
  const step = {
    key: `mail/${id}/try/${number}`,
    action: "mail.try",
    about: id,
    detail: { kind, try: number },
  }
  try {
    return await mailStep(ctx, step, (store) => store.mails.begin({ id, tries, until }))
  } catch (error) {
    if (error instanceof DomainError && error.code === "stale") return false
    throw error
  }
}

/** What a letter says, where its kind has a day after which it makes no sense; nothing when it cannot be read. */
async function dated(deps: SendMailDeps, name: LetterName, sealed: string): Promise<Letter["parameters"]> {
  const { expires }: LetterKind = letters[name]
  if (!expires) return {}
  return deps.unseal(sealed).then(
    ({ parameters }) => parameters,
    () => ({}),
  )
}

/**
 * How a letter is not sent to a person: it has left, gets letters of the kind in one a day or not at all, or the letter's day
 * is over. Null: it is sent, also to who wants one letter a day where that would come too late.
 */
async function withheld(
  deps: SendMailDeps,
  { kind, sealed }: Mail & { sealed: string },
  { person, now }: { person: Person; now: number },
): Promise<{ state: "digest" | "skipped"; why: string } | null> {
  if (!person.reached) return { state: "skipped", why: "left" }
  // Its inbox has it.
  if (!person.hasEmail) return { state: "skipped", why: "no_email" }
  if (!isLetterName(kind)) return null
  const way = wayOf(kind, person.own, person.organisation)
  if (way === "off") return { state: "skipped", why: way }
  const says = await dated(deps, kind, sealed)
  if (isPast(kind, says, now)) return { state: "skipped", why: "past" }
  return way === "daily" && !cannotWait(kind, says, now) ? { state: "digest", why: way } : null
}

/** A letter at the person's address, unless it has one of its own, and in the language that the person has chosen. */
function addressed(letter: Letter, person: Person | null): AddressedLetter {
  const to = letter.to ?? person?.email
  if (to === undefined) throw new Error("a letter to nobody")
  return { ...letter, to, language: person?.language ?? letter.language }
}

async function attempt(deps: SendMailDeps, mail: Mail, sealed: string): Promise<string | null> {
  let letter: WrittenLetter
  try {
    letter = deps.write(addressed(await deps.unseal(sealed), mail.person))
  } catch {
    return "unreadable"
  }
  return deps.deliver ? deps.deliver(letter, mail.id) : "no server"
}

/**
 * Sends a stored letter, once however often the queue tells of it: every try first takes the letter, so that no two run
 * at once, and a sent letter is not opened again. Only a process that dies between the server's yes and the last write
 * makes a second copy, under the same Message-ID. A letter whose person has left since it was written, or gets no such
 * letters, or whose day is over, is not sent, and an event says why. Three round trips.
 */
export async function sendMail(
  ctx: UseCaseContext<SystemActor>,
  deps: SendMailDeps,
  mailId: string,
): Promise<MailOutcome> {
  const mail = await ctx.read.mails.find(mailId)
  if (!mail) return { end: "unknown" }
  if (mail.state !== "queued" || mail.sealed === null) return { end: "ended_before" }
  if (!deps.deliver) return { end: "no_server" }
  const { sealed, person } = mail
  const held = person && (await withheld(deps, { ...mail, sealed }, { person, now: ctx.now().getTime() }))
  if (held) {
    await endMail(ctx, mail, held.state, { why: held.why })
    return { end: held.state }
  }
  const wait = mail.dueAt === null ? 0 : (Date.parse(mail.dueAt) - ctx.now().getTime()) / 1000
  // No letter waits longer than its pause: then the clock was set back since.
  if (wait > 0 && wait <= pauseAfter(mail.tries, deps.retrySeconds)) return { end: "later", seconds: wait }
  const tries = mail.tries + 1
  const pause = pauseAfter(tries, deps.retrySeconds)
  // A runner that died in its last try left the letter so.
  if (mail.tries >= MOST_TRIES) {
    await endMail(ctx, mail, "failed", { tries: mail.tries, problem: "interrupted" })
    return { end: "failed", problem: "interrupted", tries: mail.tries }
  }
  if (!(await begin(ctx, mail, pause))) return { end: "later", seconds: pause }
  const problem = await attempt(deps, mail, sealed)
  if (problem === null) {
    await endMail(ctx, mail, "sent", { tries })
    return { end: "sent" }
  }
  if (tries < MOST_TRIES) return { end: "later", seconds: pause, problem, tries }
  await endMail(ctx, mail, "failed", { tries, problem })
  return { end: "failed", problem, tries }
}
