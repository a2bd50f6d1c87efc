import { execFileSync } from "node:child_process"
import { existsSync, readFileSync, statSync } from "node:fs"
import { dirname, join, normalize } from "node:path"
import { expect, test } from "vitest"

const folders = ["worker", "web", "schema", "scripts", "test", ".ci"]
/** Folders that have a README; others may have one. */
const signed = ["worker", "web", "schema", "scripts", "test"]
const KB = 1024
/** Each is read in one go. */
const mostBytes = (readme: string) => (readme === "README.md" ? 12 * KB : 16 * KB)

const readmes = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "README.md", "*/README.md"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => path !== "" && existsSync(path))
const textOf = new Map(readmes.map((path) => [path, readFileSync(path, "utf8")]))

/** Paths of the project in `code`, from its top, whichever README names them. */
function namedPaths(text: string): string[] {
  const code = [...text.matchAll(/`([^`\s]+)`/g)].map((match) => match[1] ?? "")
  const inProject = (path: string) =>
    folders.some((folder) => path === folder || path.startsWith(`${folder}/`))
  const topLevel = (path: string) => /^[\w.-]+\.(toml|json|md)$/.test(path)
  return [...new Set(code)].filter((path) => inProject(path) || topLevel(path))
}

interface Link {
  to: string
  anchor: string | null
  picture: boolean
}

/** Links and pictures within the project, as paths from its top. */
function linksOf(readme: string, text: string): Link[] {
  return [...text.matchAll(/(!?)\[[^\]]*\]\(([^)\s]+)\)/g)].flatMap(([, mark, target = ""]) => {
    if (/^[a-z]+:/.test(target)) return []
    const [path = "", anchor = null] = target.split("#")
    const to = path === "" ? readme : normalize(join(dirname(readme), path))
    return [{ to: to.replace(/\/$/, ""), anchor, picture: mark === "!" }]
  })
}

/** The anchors that a README's headings have on GitHub. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  )
}

test("every folder at the top has a README, and the first one leads to each", () => {
  const expected = signed.map((folder) => `${folder}/README.md`)
  expect(expected.filter((path) => !readmes.includes(path))).toEqual([])
  const led = linksOf("README.md", textOf.get("README.md") ?? "").map(({ to }) => to)
  const others = readmes.filter((path) => path !== "README.md" && !path.startsWith("test/fixtures/"))
  expect(others.filter((path) => !led.includes(path))).toEqual([])
})

test("none is longer than is read in one go: 12 KB, in a folder 16 KB", () => {
  expect(readmes.filter((path) => statSync(path).size > mostBytes(path))).toEqual([])
})

test.each(readmes)("every path that %s names exists, and every link leads somewhere", (readme) => {
  const text = textOf.get(readme) ?? ""
  expect(namedPaths(text).filter((path) => !existsSync(path))).toEqual([])
  const lost = linksOf(readme, text).filter(
    ({ to, anchor }) =>
      !existsSync(to) || (anchor !== null && !anchorsOf(textOf.get(to) ?? "").includes(anchor)),
  )
  expect(lost).toEqual([])
})

test("hundreds of paths are named and looked at", () => {
  const named = readmes.flatMap((readme) => namedPaths(textOf.get(readme) ?? ""))
  expect(new Set(named).size).toBeGreaterThan(250)
})

test("every command that a README names exists, and each command is named", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> }
  const named = readmes.flatMap((readme) =>
    [...(textOf.get(readme) ?? "").matchAll(/\bnpm (?:run (?:--silent )?)?([a-z][a-z-]*)/g)].map(
      (match) => match[1] ?? "",
    ),
  )
  // “and npm is all that is needed”
  expect(named.filter((name) => scripts[name] === undefined && name !== "is")).toEqual([])
  expect(Object.keys(scripts).filter((name) => !named.includes(name))).toEqual([])
})

test("the picture is small, and nobody is served it: it stands outside of what is served as it is", () => {
  const pictures = readmes.flatMap((readme) =>
    linksOf(readme, textOf.get(readme) ?? "").filter(({ picture }) => picture),
  )
  expect(pictures.map(({ to }) => to)).toEqual(["web/ranking-page.png"])
  for (const { to } of pictures) {
    expect(statSync(to).size).toBeLessThanOrEqual(150 * KB)
    expect(to.startsWith("web/public/")).toBe(false)
  }
})
