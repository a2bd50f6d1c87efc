import { setTimeout as sleep } from "node:timers/promises"
import { demonstrationSecret } from "../../schema/seed/demonstration/accounts.ts"
import { codeOfStep, stepAt } from "../../worker/gateways/second-factor.ts"

/** The code that the authenticator of the demonstration's accounts shows at an instant. */
export function demonstrationCode(now: Date): string {
  return codeOfStep(demonstrationSecret, stepAt(now))
}

const used = new Map<string, number>()

/**
 * A code that signs an account in and that this process has not used there before: a code counts once, and the one of
 * the next 30 seconds is good already. Waits when both are gone. `where` tells applications apart; `clockOffsetMs` is
 * how far the application's clock is ahead of this one.
 */
export async function unusedCode(where: string, email: string, clockOffsetMs = 0): Promise<string> {
  const account = `${where} ${email}`
  for (;;) {
    const current = stepAt(new Date(Date.now() + clockOffsetMs))
    const step = Math.max(current, (used.get(account) ?? 0) + 1)
    if (step <= current + 1) {
      used.set(account, step)
      return codeOfStep(demonstrationSecret, step)
    }
    await sleep(500)
  }
}
