import { afterAll, beforeAll, expect, test } from "vitest"
import { compareHeads } from "../../scripts/audit/kept-heads.ts"
import { headLines } from "../../scripts/audit/report.ts"
import { releaseSeededQuarters } from "../../scripts/start/release-seeded.ts"
import { sealEvents } from "../../worker/usecases/audit/seal-events.ts"
import { dropTriggers } from "../support/audit-rows.ts"
import { filesUnder, system } from "../support/cell.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor({ estates: 6 })
})
afterAll(() => door.close())

async function release(quarter: string | undefined): Promise<void> {
  await releaseSeededQuarters(door.cell.url, door.cell.bucket, [quarter ?? ""], () => {})
}

/** What the chain has of the heads in the bucket, one of them changed where that is asked for. */
async function compare(change: (text: string) => string = (text) => text) {
  const files = await filesUnder(door.cell, "cells/510100/releases/")
  const source = {
    async *keys(prefix: string) {
      for (const key of files.keys()) if (key.startsWith(prefix)) yield key
    },
    get: async (key: string) => Buffer.from(change(files.get(key) ?? "")),
  }
  return compareHeads(door.cell.client, source, "510100")
}

test("a release keeps the head of the chain beside it; a chain that was made anew does not have it", async () => {
  const [first, second] = door.endedQuarters
  await release(first)
  // Nothing had been sealed by then.
  expect(await compare()).toEqual({ kept: 0, lost: [] })
  await sealEvents(door.cell.contextFor(system), door.cell.deps.digest)
  await release(second)
  expect(await compare()).toEqual({ kept: 1, lost: [] })
  expect(headLines(await compare())).toEqual(["heads beside the releases: 1, 1 of them in the chain"])
  expect((await compare((text) => text.replace("510100", "510101"))).lost[0]).toMatch(/is damaged$/)
  await dropTriggers(door.cell)
  await door.cell.rows("update audit_seals set hash = 'anew'")
  expect(headLines(await compare())[1]).toMatch(
    new RegExp(`^HEAD LOST: block \\d+ was [0-9a-f]{64} at release ${second}/1, and is anew now$`),
  )
  await door.cell.rows("delete from audit_seals")
  expect((await compare()).lost[0]).toMatch(/and is gone$/)
  expect(headLines(null)[0]).toContain("not looked at")
})
