import type { RunningApp } from "../start/app.ts"
import { workerName } from "../start/runtime.ts"
import { load } from "./load.ts"
import { warm } from "./pages.ts"
import type { Measurement } from "./report.ts"
import { abbaRates } from "./rounds.ts"

const connections = 16
const milliseconds = 400

/** A warm page through the address that `npm start` prints, against the Worker's own socket behind it. */
export async function measureFront(app: RunningApp, path: string): Promise<Measurement> {
  const printed = new URL(path, app.url)
  const behind = new URL(path, (await app.mf.unsafeGetDirectURL(workerName)).origin)
  for (const url of [printed, behind]) await warm(url)
  const run = async (url: URL) => (await load({ url, connections, milliseconds })).requestsPerSecond
  await run(behind)
  const { ratio, spread, a, b } = await abbaRates(
    () => run(printed),
    () => run(behind),
  )
  const rates = `${a.toFixed(0)} to ${b.toFixed(0)} requests/s`
  return {
    name: "warm page through npm start's own address",
    measured: `${ratio.toFixed(2)} × the time (${spread.map((one) => one.toFixed(2)).join("–")}): ${rates}`,
    limit: "≤ 1.5 × the Worker's own socket",
    ok: ratio <= 1.5,
  }
}
