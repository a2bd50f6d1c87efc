import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import type { Hand, Target } from "../act.ts"
import type { UseCaseContext } from "../context.ts"
import { askedBook, eachFiling, filingIn } from "./open-book.ts"
import type { Filing } from "./open-filing.ts"
import { type Sending, sendingOf } from "./sending-of.ts"

/** One filing that is to be sent together with others, as whoever confirms saw it. */
export interface AskedSending {
  slug: string
  seen: number
}

/** An estate that could be sent, or what is against it. */
export interface Sendable extends AskedSending {
  name: string
  /** Of faults: what has to be mended, and what asks for a reason. */
  faults: number
  /** How many values it has. */
  values: number
}

/** Whether a filing waits to be sent by this person; one that came back is sent by itself, with its questions in sight. */
function isWaiting({ dossier, locked, maySubmit }: Filing): boolean {
  return locked === null && maySubmit && dossier.submission?.state === "draft"
}

const handOf = ({ actor, now, newId }: UseCaseContext<MemberActor>) => ({ actor, now: now(), newId })

/** What of a quarter can be sent now, and what cannot yet. A round trip for every 50 estates. Errors: forbidden, not_found. */
export async function sendable(
  ctx: UseCaseContext<MemberActor>,
  quarter: string,
): Promise<{ clean: Sendable[]; unready: Sendable[] }> {
  if (!may(ctx.actor, "filing.submit")) throw new DomainError("forbidden", "forbidden")
  askedBook(ctx, quarter)
  const hand = handOf(ctx)
  const all = await eachFiling(ctx, quarter, (filing): Sendable | null => {
    if (!isWaiting(filing)) return null
    const { slug, name } = filing.dossier.estate
    const sending = sendingOf(filing, new Map(), filing.partRevision, hand)
    const faults = sending.faults?.length ?? 0
    return { slug, name, seen: filing.partRevision, faults, values: filing.typed.texts.size }
  })
  const found = all.filter((one) => one !== null)
  return {
    clean: found.filter(({ faults }) => faults === 0),
    unready: found.filter(({ faults }) => faults > 0),
  }
}

const AT_A_TIME = 50

/** What sending of each of these writes, where it can be sent as it was seen. A round trip for every 50. */
export async function sendingsOf(
  quarter: string,
  asked: readonly AskedSending[],
  hand: Pick<Hand<never>, "actor" | "now" | "newId" | "read">,
): Promise<Sending[]> {
  const seen = new Map(asked.map((one) => [one.slug, one.seen]))
  const sendings: Sending[] = []
  for (let at = 0; at < asked.length; at += AT_A_TIME) {
    const slugs = asked.slice(at, at + AT_A_TIME).map(({ slug }) => slug)
    for (const dossier of await hand.read.books.named(quarter, slugs)) {
      const filing = await filingIn(dossier, hand)
      if (!isWaiting(filing) || filing.partRevision !== seen.get(dossier.estate.slug)) continue
      const sending = sendingOf(filing, new Map(), filing.partRevision, hand)
      if (!sending.faults) sendings.push(sending)
    }
  }
  return sendings
}

/** A quarter of the actor's own filings. */
export const ownQuarters: Target<{ quarter: string }, { quarter: string }> = {
  async open(ctx, { quarter }) {
    askedBook(ctx, quarter)
    return { quarter }
  },
  nameOf: (open) => open,
}
