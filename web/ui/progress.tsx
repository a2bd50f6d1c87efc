import { useText } from "./use-text.ts"

/** How far: `done` of `total`, drawn and in words. */
export function ProgressBar({ done, total, label }: { done: number; total: number; label: string }) {
  const share = total > 0 ? Math.min(100, (100 * done) / total) : 0
  return (
    <div class="progress">
      <svg aria-hidden="true">
        <rect class="track" width="100%" height="8" rx="4" />
        <rect class="track--done" width={`${share.toFixed(1)}%`} height="8" rx="4" />
      </svg>
      <span class="progress__text">{label}</span>
    </div>
  )
}

/** The steps of a process, with the one that is due now. `current` counts from 0; all are done at `steps.length`. */
export function Stepper({ steps, current }: { steps: string[]; current: number }) {
  const text = useText()
  return (
    <ol class="step-list">
      {steps.map((step, index) => (
        <li
          class={index < current ? "is-done" : index === current ? "is-current" : undefined}
          aria-current={index === current ? "step" : undefined}
        >
          {step}
          {index < current && <span class="hidden-text">{text.site.aside(text.site.done)}</span>}
        </li>
      ))}
    </ol>
  )
}
