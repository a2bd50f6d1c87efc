import type { Stores } from "../../data/stores.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { keyMade } from "../../domain/organisation/letters.ts"
import type { UseCaseContext } from "../context.ts"

/** How people are told of a new key. */
export interface KeyLetterDeps {
  /** The whole address of a key's page. */
  keyLink(id: string): string
}

/** Tells those who manage the organisation's keys of a new one, in the batch that makes it. */
export function tellOfKey(
  { actor }: Pick<UseCaseContext<MemberActor>, "actor">,
  deps: KeyLetterDeps,
  store: Pick<Stores, "mails">,
  { id, name: key, createdAt: when }: { id: string; name: string; createdAt: string },
): void {
  const { id: organisationId, name: organisation } = actor.organisation
  const told = { link: deps.keyLink(id), organisation, key, maker: actor.name, when }
  store.mails.send(keyMade, { organisationId }, told)
}
