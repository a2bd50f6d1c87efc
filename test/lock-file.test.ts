import { readFileSync } from "node:fs"
import { expect, test } from "vitest"

interface Locked {
  optionalDependencies?: Record<string, string>
  resolved?: string
}

/** `npm ci` refuses a lock file that leaves out what another platform would install. */
test("the lock file names the optional packages of every platform, and no registry host", () => {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
    packages: Record<string, Locked>
  }
  const known = Object.keys(packages)
  const optional = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
  expect(optional.length).toBeGreaterThan(50)
  expect(optional.filter((name) => !known.some((path) => path.endsWith(`node_modules/${name}`)))).toEqual([])
  expect(Object.values(packages).filter((entry) => entry.resolved?.startsWith("http"))).toEqual([])
})
