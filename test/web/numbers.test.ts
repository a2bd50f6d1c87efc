import { readdirSync, readFileSync } from "node:fs"
import ts from "typescript"
import { expect, test } from "vitest"

/**
 * Numbers that a sentence may say itself: what is left of it when all of these are gone holds no number. What a constant
 * or an edition decides comes by a placeholder.
 */
const allowed: readonly (readonly [RegExp, string])[] = [
  [
    /RFC \d+|SHA-256|ISO 8601|UTF-8|GB 18030|OpenAPI 3\.1|mulberry32|\/api\/v1/g,
    "names of standards and addresses",
  ],
  [/23:59:59|24 时/g, "the last second of a day"],
  [/\b(VET|DED|REQ)-\d+\b/g, "codes of the criteria"],
  [/\b(200|201|202|304|400|401|409|412|422|428|429)\b/g, "status codes of HTTP"],
  [/(例如|for example)[^。，；;]*/g, "examples of what to type"],
  [
    /\d{4}(Q[1-4]|-\d\d-\d\d|(?=）。|\)\.))|“(60|100|锦江区) [^”]*/g,
    "examples of quarters, years, days and lines",
  ],
  [/18 位|18 characters/g, "a 统一社会信用代码 and a resident's number have 18 characters by law"],
  [/\b(6|9|12)( 位|[- ]digits?| for| of)/g, "place codes have 6, 9 or 12 digits by national standard"],
  [/6 (位动态码|位数字|digits)|30 (秒|seconds)/g, "authenticators: RFC 6238"],
  [
    /\b0( 到 | to |–)1(00)?\b|\b100\b|\bbetween 0\b|在 0 到|应在 0/g,
    "scales of ratios, shares, scores and weights",
  ],
  [/1 到 |1 以上|\bfrom 1\b|1–$|1 ± $|= 1 \+/g, "counting begins with one"],
  [
    /(填|Type|得|不低于|below|scores|gives) 0\b|0( 天|：|:|为| 为| 按时| in time|: typed)|（0|; 0|0；/g,
    "nothing",
  ],
  [/^[12]\. /g, "steps"],
  [/第 1 (版|号)|version 1|list 1:/g, "the first version of rules and the first list"],
  [/1 晚 |1 up to |2 更晚|2 later/g, "the values of a figure"],
  [/(reason|own)` is 1|(reason|own) 为 1/g, "the values of a parameter"],
  [/格式 [12]|format [12]/g, "formats of releases"],
  [/-001|-002/g, "names of files"],
  [/近 12 个月|last 12 months/g, "the name of a reporting rhythm that editions know"],
  [/[246]0%/g, "fifths"],
  [/5 与第 95|5th and 95th|6–12/g, "p5 and p95 of a rank range, and an example of one"],
  [/48( 位|\sbits)/g, "how lots are drawn, which archives rest on for ever"],
  [/0\.01–0\.02/g, "what rounding to hundredths may miss"],
  [/^1 (candidate|does)\b/g, "the singular"],
]

const words =
  "(two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty|forty|fifty|sixty|hundred)"
const characters = "[两三四五六七八九十百]+"
/** Numbers in words, where they count time, size or items, or are a limit. */
const inWords = new RegExp(
  [
    `\\b${words}( working)? (seconds|minutes|hours|days|weeks|months|quarters|years|characters|rows|files|scores|levels|estates)\\b`,
    `\\b(at least|at most|more than|fewer than|last|first|top|up to) ${words}\\b|\\b${words} at (least|most)\\b`,
    "half an? (minute|hour|day|year)|\\b(for|within) an? (day|week|month|year)\\b|than a (week|month|year)\\b",
    `${characters}(秒|分钟|个?小时|天|个?工作日|周|个月|个季度|年|个字|行|份|个小区)`,
    `(至少|至多|最多|不足|不超过|超过|最近|前)${characters}`,
    "半(分钟|个?小时|天|个月|年)|(保留|之内|以内|最近)一(天|周|个月|年)|一(天|周|个月|年)(之?内|以内)",
  ].join("|"),
  "i",
)

/** Sentences that may say a number in words. */
const allowedInWords: Readonly<Record<string, string>> = {
  首尾两天: "the first and the last day",
  六个月: "what a law asks for",
  两三个字: "a few",
  两个季度的评价口径: "a quarter and the one that it is compared with",
  "two quarters were scored": "a quarter and the one that it is compared with",
  两个小区请用不同的名称: "a row and the one that it resembles",
  "Two estates need two names": "a row and the one that it resembles",
  进入前十: "the name of a figure, top10",
  "the first ten": "the name of a figure, top10",
  "the five levels": "the levels of places, by national standard",
  "six months": "what a law asks for",
  "Two or three characters": "a few",
}

test("no sentence types a number that a constant or an edition decides", () => {
  const found: string[] = []
  const used = new Set<RegExp>()
  for (const language of ["zh", "en"])
    for (const name of readdirSync(`web/text/${language}`)) {
      const path = `web/text/${language}/${name}`
      const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true)
      const visit = (node: ts.Node): void => {
        if (ts.isImportDeclaration(node)) return
        if (ts.isStringLiteral(node) || ts.isTemplateLiteralToken(node)) {
          const rest = allowed.reduce((text, [number]) => {
            const left = text.replace(number, " ")
            if (left !== text) used.add(number)
            return left
          }, node.text)
          const wordy = Object.keys(allowedInWords).reduce((text, part) => text.replace(part, " "), node.text)
          if (inWords.test(wordy)) found.push(`${path}: ${node.text}`)
          if (/\d/.test(rest)) found.push(`${path}: ${node.text} (${rest.match(/\d+/g)})`)
        }
        ts.forEachChild(node, visit)
      }
      visit(file)
    }
  expect(found).toEqual([])
  expect(allowed.filter(([number]) => !used.has(number)).map(([, reason]) => reason)).toEqual([])
})
