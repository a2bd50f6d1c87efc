import type { Digest } from "../../domain/release/content.ts"
import type { WorkingCalendar } from "../../domain/working-days.ts"

/** What the way from the list to the certificate needs from outside. */
export interface AwardDeps {
  calendar: WorkingCalendar
  digest: Digest
  /** A random token: 256 bits. */
  newToken(): string
}
