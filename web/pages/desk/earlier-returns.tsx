import type { KeySpec } from "../../../worker/domain/scoring/keys.ts"
import type { EarlierReturn } from "../../../worker/domain/submission/earlier-returns.ts"
import { formatTime } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { EvidenceLine } from "../evidence/evidence-thing.tsx"
import type { EvidencePiece } from "../evidence/evidence-view.ts"

type AskedOnce = EarlierReturn["questions"][number] & { files: EvidencePiece[]; filesHref: string }

/** A return that another one or a correction has followed, with the files that went along with its answers. */
export interface ShownReturn extends Omit<EarlierReturn, "questions"> {
  questions: AskedOnce[]
}

function Once({ question, specs }: { question: AskedOnce; specs: ReadonlyMap<string, KeySpec> }) {
  const text = useText()
  const { verification, filing } = text
  const { key, notes, answer, files, filesHref, filed } = question
  const title = key === null ? null : (specs.get(key)?.title[text.language] ?? key)
  return (
    <li>
      {title !== null && (
        <p>
          <strong>{title}</strong> {filed !== "" && <span class="hint">{verification.filedThen(filed)}</span>}
        </p>
      )}
      {notes.map(({ kind, words, checked }) =>
        kind === "returned" ? null : (
          <p>
            {kind === "asked" ? filing.returned.question : `${filing.returned.changedTo}${checked ?? ""} `}
            {words}
          </p>
        ),
      )}
      <p>{answer === null ? verification.noWords : verification.answered(answer)}</p>
      {files.length > 0 && <EvidenceLine pieces={files} href={filesHref} />}
    </li>
  )
}

/** 以前的退回和回答: what came back before the last return, folded; nothing where there is none. */
export function EarlierReturns({
  returns,
  specs,
}: {
  returns: readonly ShownReturn[]
  specs: ReadonlyMap<string, KeySpec>
}) {
  const text = useText()
  const { verification, filing, site } = text
  if (returns.length === 0) return null
  return (
    <details class="fold">
      <summary>
        <span class="fold__title">{verification.earlierReturns(returns.length)}</span>
      </summary>
      <div class="fold__body">
        <ol class="plain-list stack">
          {returns.map(({ level, at, reason, questions }) => (
            <li class="stack">
              <p>
                {reason !== null && filing.returned.reason(reason)}{" "}
                <span class="hint">{filing.returned.told(site.providers[level], formatTime(at))}</span>
              </p>
              {questions.length > 0 && (
                <ul class="stack">
                  {questions.map((question) => (
                    <Once question={question} specs={specs} />
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ol>
      </div>
    </details>
  )
}
