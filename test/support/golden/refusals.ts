import { DomainError } from "../../../worker/domain/errors.ts"

/**
 * Notes every refusal that comes into being, whoever catches it: a page tells a person a sentence, the table wants the
 * rule. A class that is derived asks its parent at each `new`, so nothing of the application is exchanged.
 */
export function watchRefusals(): { since(): DomainError[]; stop(): void } {
  const parent: object = Object.getPrototypeOf(DomainError)
  let seen: DomainError[] = []
  class Watching extends Error {
    constructor(message?: string) {
      super(message)
      if (this instanceof DomainError) seen.push(this)
    }
  }
  Object.setPrototypeOf(DomainError, Watching)
  return {
    since() {
      const all = seen
      seen = []
      return all
    },
    stop: () => Object.setPrototypeOf(DomainError, parent),
  }
}
