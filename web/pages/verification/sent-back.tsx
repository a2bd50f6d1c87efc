import { formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { useText } from "../../ui/use-text.ts"
import { EvidenceLine } from "../evidence/evidence-thing.tsx"
import type { VerificationView } from "./verification-view.ts"

/** Why it was sent back the last time, and what was answered to it. */
export function SentBack({ view }: { view: VerificationView }) {
  const text = useText()
  const { verification, filing, site } = text
  if (!view.sentBack) return null
  const { level, at, reason, answer, state, files, filesHref } = view.sentBack
  return (
    <Notice title={verification.sentBack}>
      <p>
        {reason} <span class="hint">{filing.returned.told(site.providers[level], formatTime(at))}</span>
      </p>
      {answer !== null && <p>{verification.answered(answer)}</p>}
      {files.length > 0 && <EvidenceLine pieces={files} href={filesHref} />}
      {state === "open" && <p>{verification.unanswered}</p>}
    </Notice>
  )
}
