/** A kept page that was sent just now: where it is kept, and what tells whether it is still the newest. */
export interface SentPage {
  key: string
  version: string
  /** The version that is served now, without asking anybody; null when it is time to look again. */
  freshVersion(): string | null
}
