/** `npm run verify-receipt`: asks a city whether a receipt is one of its own; nothing of it is kept there. */
import { readFileSync, statSync } from "node:fs"
import { answerHelp } from "./call.ts"

const usage = `npm run verify-receipt -- receipt.json https://…
Asks the city at the address whether it issued the receipt (the JSON file of a submission's receipt page) and nothing in it
was changed. Nothing of the receipt is kept there.
Status 0: it matches. 1: it does not. 2: it could not be asked.`

const MOST_BYTES = 32 * 1024

class Unasked extends Error {}

function callOf(args: readonly string[]): { file: string; address: URL } {
  const [file, address, ...more] = args
  if (file === undefined || address === undefined || more.length > 0 || !URL.canParse(address))
    throw new Unasked(usage)
  return { file, address: new URL("/verify-receipt", address) }
}

function textOf(file: string): string {
  let size: number
  try {
    size = statSync(file).size
  } catch {
    throw new Unasked(`There is no file ${file}.`)
  }
  if (size > MOST_BYTES) throw new Unasked(`${file} is larger than ${MOST_BYTES / 1024} KB: no receipt is.`)
  return readFileSync(file, "utf8")
}

async function ask(address: URL, receipt: string): Promise<boolean> {
  const answer = await fetch(address, {
    method: "POST",
    headers: { accept: "application/json", origin: address.origin },
    body: new URLSearchParams({ receipt }),
    signal: AbortSignal.timeout(60_000),
  }).catch((error: unknown) => {
    throw new Unasked(`${address.origin} does not answer: ${error}`)
  })
  if (answer.status === 429) throw new Unasked("Too many receipts in this minute: ask again in a minute.")
  if (answer.status === 422) throw new Unasked("This is no receipt: give the JSON file as it was downloaded.")
  if (!answer.ok) throw new Unasked(`${address.href} answers ${answer.status}.`)
  const told: unknown = await answer.json()
  return typeof told === "object" && told !== null && "matches" in told && told.matches === true
}

async function main(): Promise<void> {
  answerHelp(usage)
  const { file, address } = callOf(process.argv.slice(2))
  const matches = await ask(address, textOf(file))
  console.log(
    matches
      ? `matches: ${address.host} issued this receipt, and nothing in it was changed`
      : `does not match: something was changed, or ${address.host} did not issue it`,
  )
  process.exitCode = matches ? 0 : 1
}

main().catch((error: unknown) => {
  console.error(error instanceof Unasked ? error.message : error)
  process.exitCode = 2
})
