import { existsSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from "playwright-core"
import { afterAll, expect, test } from "vitest"

const places = [
  process.env["CHROMIUM_PATH"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]

/** The Chromium of this machine, or null. */
export const chromiumPath = places.find((path) => path !== undefined && existsSync(path)) ?? null

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

let launched: Promise<Browser> | undefined

function browser(): Promise<Browser> {
  if (chromiumPath === null)
    throw new Error("Chromium is missing: apt-get install chromium fonts-noto-cjk, or set CHROMIUM_PATH")
  launched ??= chromium.launch({ executablePath: chromiumPath, args: flags })
  return launched
}

/** Ends the browser, if one runs. */
async function closeBrowser(): Promise<void> {
  const running = launched
  launched = undefined
  await (await running)?.close()
}

/**
 * A test that needs a real browser. Without Chromium it is skipped and counted as such; with CI=true it fails then.
 * Time limit four minutes, for journeys through very many pages more.
 */
export function journey(name: string, run: () => Promise<void>, minutes = 4): void {
  const skip = chromiumPath === null && process.env["CI"] !== "true"
  test(name, { skip, timeout: minutes * 60_000 }, run)
  // Files share their modules: each ends the browser that it began.
  afterAll(closeBrowser)
}

export interface PageProblems {
  page: Page
  /** Console errors, uncaught exceptions and failed requests since the page was opened. */
  problems: string[]
  /** False: the window runs no scripts, so none can look for faults in it either. */
  javaScript?: boolean
  /** What its pages have to be in; Chinese when nothing is said. */
  language?: "zh-CN" | "en"
}

export interface Visitor extends PageProblems {
  context: BrowserContext
  close(): Promise<void>
}

/** What the console says about an answer that the test itself provoked (a 4xx page) is no fault of the page. */
const isAnswerNotice = (text: string) => /status of 4\d\d/.test(text)

/** Opens a window of its own (fresh cookies). `width` in CSS pixels; below 600 it is a phone with touch. */
export async function openVisitor(options: { width?: number; javaScript?: boolean } = {}): Promise<Visitor> {
  const { width = 1280, javaScript = true } = options
  const phone = width < 600
  const context = await (await browser()).newContext({
    viewport: { width, height: phone ? 740 : 900 },
    hasTouch: phone,
    deviceScaleFactor: 1,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    javaScriptEnabled: javaScript,
    // A city on a machine of its own brings a certificate that the test made.
    ignoreHTTPSErrors: true,
  })
  const page = await context.newPage()
  const problems: string[] = []
  page.on("console", (message) => {
    if (message.type() === "error" && !isAnswerNotice(message.text()))
      problems.push(`console: ${message.text()}`)
  })
  page.on("pageerror", (error) => problems.push(`exception: ${error.message}`))
  page.on("response", (answer) => {
    if (answer.status() >= 500) problems.push(`${answer.status()} from ${answer.url()}`)
  })
  return { page, problems, javaScript, context, close: () => context.close() }
}

const axeSource = createRequire(import.meta.url).resolve("axe-core/axe.min.js")

interface AxeFinding {
  id: string
  impact: string | null
  nodes: { html: string; target: unknown[] }[]
}

/** Does something with the document of a window without scripts in a window beside it that has some, but not the page's own. */
async function besideIt<T>(page: Page, look: (twin: Page) => Promise<T>): Promise<T> {
  const twin = await (await browser()).newPage({ viewport: page.viewportSize() })
  const body = (await page.content()).replaceAll(/<script\b[^>]*>[^<]*<\/script>/g, "")
  try {
    await twin.route(page.url(), (route) => route.fulfill({ body, contentType: "text/html; charset=utf-8" }))
    await twin.goto(page.url())
    return await look(twin)
  } finally {
    await twin.close()
  }
}

/** Structures of documents that had no fault, by width. */
const faultless = new Set<string>()

/**
 * What accessibility rests on: elements in their order with classes, styles, roles, states and whether they have words and
 * what they refer to exists; not the words, and of siblings that are built alike one. It runs in the page.
 */
function structureOf(): string {
  const told =
    /^(class|style|role|type|lang|scope|colspan|rowspan|tabindex|alt|href|src|name|hidden|disabled|checked)$/
  const references = new Set([
    "for",
    "headers",
    "list",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
  ])
  const valued = new Set(["class", "role", "type", "lang", "scope", "tabindex"])
  const exists = (ids: string) => ids.split(/\s+/).every((id) => document.getElementById(id) !== null)
  const one = ({ name, value }: Attr): string => {
    if (references.has(name)) return `${name}:${exists(value)}`
    if (name === "aria-label") return `${name}:${value.trim() !== ""}`
    if (name === "style") return `${name}=${value.replaceAll(/[\d.]+/g, "0")}`
    if (name.startsWith("aria-") || valued.has(name)) return `${name}=${value}`
    return told.test(name) ? `${name}:${value !== ""}` : ""
  }
  const of = (element: Element): string => {
    const own = [...element.attributes].map(one).filter(Boolean).sort().join(" ")
    const words = [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim())
    const inside = [...element.children].map(of)
    const unlike = inside.filter((child, place) => child !== inside[place - 1])
    return `<${element.localName} ${own}${words ? " …" : ""}>${unlike.join("")}</>`
  }
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id)
  return `${new Set(ids).size === ids.length}${document.title !== ""}${of(document.documentElement)}`
}

async function markOf(page: Page): Promise<string> {
  return `${page.viewportSize()?.width} ${await page.evaluate(structureOf)}`
}

/** Serious and critical accessibility faults, one line each; documents of the same structure are looked at once. */
async function accessibilityFaults(page: Page): Promise<string[]> {
  const mark = await markOf(page)
  if (faultless.has(mark)) return []
  const faults = await findFaults(page)
  if (faults.length === 0) faultless.add(mark)
  return faults
}

const debuggers = new WeakMap<Page, Promise<CDPSession>>()

/** The page's debugger, opened once: Chromium takes a page's virtual authenticator away when any of its debuggers leaves. */
function debuggerOf(page: Page): Promise<CDPSession> {
  const known = debuggers.get(page) ?? page.context().newCDPSession(page)
  debuggers.set(page, known)
  return known
}

async function findFaults(page: Page): Promise<string[]> {
  // Through the debugger, so the page's own policy against foreign scripts stays as strict as it is.
  const client = await debuggerOf(page)
  await client.send("Runtime.evaluate", { expression: await readFile(axeSource, "utf8") })
  const { result, exceptionDetails } = await client.send("Runtime.evaluate", {
    expression:
      "axe.run(document, { resultTypes: ['violations'] }).then((r) => JSON.stringify(r.violations))",
    awaitPromise: true,
    returnByValue: true,
  })
  if (exceptionDetails) throw new Error(`axe failed: ${exceptionDetails.text}`)
  const findings: AxeFinding[] = JSON.parse(String(result.value))
  return findings
    .filter((finding) => finding.impact === "serious" || finding.impact === "critical")
    .map((finding) => `${finding.id}: ${finding.nodes.slice(0, 3).map((node) => node.html.slice(0, 160))}`)
}

/** A key of web/text that was printed instead of its words; `quarters.all(…)` is an expression of eligibility. */
const textKey =
  /\b(site|access|faults|filing|publicPages|quarters|verification|selection|programmes|nominations|judging|reviews|awards|proof)\.(?!css|js|csv|json)[a-z]\w*\b(?!\()/g
const brokenValue = /\b(NaN|undefined|null|Infinity)\b|\[object \w+\]/g

/** Words that must never reach a reader, in all text (folded parts too), titles and labels of the page. */
async function brokenWords(page: Page): Promise<string[]> {
  const text = await page.evaluate(() => {
    const found = [document.title]
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const holder = walker.currentNode.parentElement?.localName ?? ""
      if (!["script", "style", "template"].includes(holder)) found.push(walker.currentNode.nodeValue ?? "")
    }
    for (const element of document.querySelectorAll("*"))
      for (const name of ["title", "aria-label", "alt", "placeholder", "value", "href", "class"])
        found.push(element.getAttribute(name) ?? "")
    return found.join("\n")
  })
  // The name of a file of the build ends in its hash, which may begin with a letter: `site.b4e4df0c60.css`.
  const told = text.replace(/\/assets\/\S+/g, "")
  return [...new Set([...(told.match(brokenValue) ?? []), ...(told.match(textKey) ?? [])])]
}

/**
 * What every page must keep: no serious accessibility fault, no broken words, no sideways scrolling, nothing wrong in
 * the console (a violation of the Content-Security-Policy is reported there), one h1, a language.
 */
export async function pageFaults({
  page,
  problems,
  javaScript = true,
  language = "zh-CN",
}: PageProblems): Promise<string[]> {
  await page.waitForLoadState("load")
  const shape = await page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    headings: document.querySelectorAll("h1").length,
    language: document.documentElement.lang,
  }))
  const faults = [
    ...(await brokenWords(page)).map((word) => `broken word: ${word}`),
    ...(await (javaScript ? accessibilityFaults(page) : besideIt(page, accessibilityFaults))),
    ...problems,
  ]
  if (shape.overflow > 0) faults.push(`${shape.overflow} px wider than the window`)
  if (shape.headings !== 1) faults.push(`${shape.headings} h1 headings`)
  if (shape.language !== language) faults.push(`language ${shape.language}`)
  return faults
}

/** Fails with every fault that `pageFaults` finds. */
export async function checkPage(visitor: PageProblems): Promise<void> {
  const faults = await pageFaults(visitor)
  expect(faults, visitor.page.url()).toEqual([])
}
