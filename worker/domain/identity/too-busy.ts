/** Too many people are having a password checked at this moment: nothing was looked at, try again soon. */
export class TooBusy extends Error {
  /** Seconds after which trying again makes sense. */
  readonly retryAfter = 5
  constructor() {
    super("too many passwords are being checked")
    this.name = "TooBusy"
  }
}
