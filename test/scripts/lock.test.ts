import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { claimLock, LockHeld, withLock } from "../../scripts/start/lock.ts"

const folder = () => mkdtempSync(join(tmpdir(), "shige-lock-"))

test("a lock is held once, and given back", async () => {
  const file = join(folder(), "lock")
  const giveBack = await claimLock(file)
  await expect(claimLock(file)).rejects.toMatchObject({ name: "LockHeld", pid: process.pid })
  giveBack()
  const again = await claimLock(file)
  again()
  expect(readdirSync(join(file, ".."))).toEqual([])
})

test("a lock of a process that has died is taken over", async () => {
  const child = spawn(process.execPath, ["-e", ""], { stdio: "ignore" })
  await once(child, "exit")
  const file = join(folder(), "lock")
  writeFileSync(file, `${child.pid}\n""\n`)
  const giveBack = await claimLock(file)
  giveBack()
})

test("a number that another program has got since does not count as the holder", async () => {
  const file = join(folder(), "lock")
  writeFileSync(file, `${process.ppid}\n"another program"\n`)
  if (process.platform === "linux") (await claimLock(file))()
  else await expect(claimLock(file)).rejects.toBeInstanceOf(LockHeld)
})

test("work under one lock never overlaps", async () => {
  const file = join(folder(), "lock")
  let inside = 0
  let most = 0
  const work = () =>
    withLock(file, async () => {
      inside++
      most = Math.max(most, inside)
      await new Promise((done) => setTimeout(done, 20))
      inside--
    })
  await Promise.all([work(), work(), work()])
  expect({ inside, most }).toEqual({ inside: 0, most: 1 })
})
