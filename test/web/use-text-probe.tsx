import { type Language, texts } from "../../web/text/text.ts"
import { TextProvider, useText } from "../../web/ui/use-text.ts"

type Wait = () => Promise<void>

function Plain() {
  return <b>{useText().language}</b>
}

/** The language before and after a wait, then what is within sees after waits of its own. */
async function Waiting({ wait, depth }: { wait: Wait; depth: number }) {
  const before = useText().language
  await wait()
  return (
    <p>
      {before} {useText().language} <Plain />
      {depth > 0 && <Waiting wait={wait} depth={depth - 1} />}
    </p>
  )
}

/**
 * Renders a page for each language, all at once: whoever began to wait last goes on first, so that each page is left and
 * taken up again between steps of the others. Answers the languages that the components of each page saw, in their order.
 */
export async function renderTogether(languages: readonly Language[]): Promise<string[]> {
  const waiting: (() => void)[] = []
  const wait: Wait = () => new Promise((goOn) => waiting.push(goOn))
  const pages = languages.map(async (language) => {
    const html = await (
      <TextProvider value={texts[language]}>
        <Plain />
        <Waiting wait={wait} depth={2} />
        <Plain />
      </TextProvider>
    ).toString()
    return html
      .replace(/<[^>]+>|\s+/g, " ")
      .trim()
      .replace(/ +/g, " ")
  })
  for (let open = waiting.pop(); open; open = waiting.pop()) {
    open()
    await new Promise((next) => setTimeout(next, 0))
  }
  return Promise.all(pages)
}

/** The same in workerd: languages in, what was seen out. */
export default {
  async fetch(request: Request): Promise<Response> {
    return Response.json(await renderTogether(await request.json()))
  },
}
