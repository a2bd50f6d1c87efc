import { existsSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"

const readme = readFileSync("README.md", "utf8")
const folders = ["worker", "web", "schema", "scripts", "test", ".ci"]

/** Paths of the project in `code` and in links and pictures. */
function namedPaths(): string[] {
  const code = [...readme.matchAll(/`([^`\s]+)`/g)].map((match) => match[1] ?? "")
  const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1] ?? "")
  const inProject = (path: string) =>
    folders.some((folder) => path === folder || path.startsWith(`${folder}/`))
  const topLevel = (path: string) => /^[\w.-]+\.(toml|json|md)$/.test(path)
  return [...new Set([...code.filter((path) => inProject(path) || topLevel(path)), ...links])]
}

test("every path that the README names exists", () => {
  const paths = namedPaths()
  expect(paths.length).toBeGreaterThan(40)
  expect(paths.filter((path) => !existsSync(path))).toEqual([])
})

test("every command that the README names exists", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> }
  const named = [...readme.matchAll(/npm (?:run (?:--silent )?)?([a-z][a-z-]*)/g)].map(
    (match) => match[1] ?? "",
  )
  expect(new Set(named).size).toBeGreaterThan(6)
  expect(named.filter((name) => scripts[name] === undefined && name !== "is")).toEqual([])
})
