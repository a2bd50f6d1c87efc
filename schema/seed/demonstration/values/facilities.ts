import { measureAt, oneDecimal, put, type QuarterFacts, shareOf, type TypedValues } from "./quarter-facts.ts"

/** 设施安全与节水: water, pipes, ponding, hazards, inspections. `before` holds last quarter's values. */
export function facilityValues(values: TypedValues, facts: QuarterFacts, before: TypedValues | null): void {
  const { households, random, lasting, saving } = facts
  const supplied = Math.round(households * random.between(24, 36))
  const pipes = Math.round(households * lasting.between(2, 4))
  const planned = lasting.pick([13, 26, 91, 91])
  const tasks = lasting.int(4, 10) + random.int(0, 2)
  put(values, {
    water_supplied_m3: supplied,
    water_lost_m3: oneDecimal((supplied * measureAt(facts, 20, 10, 5)) / 100),
    water_saved_m3: saving ? oneDecimal(households * random.between(4, 11)) : 0,
    pipe_total_m: pipes,
    pipe_tested_m: Math.min(pipes, Math.round((pipes * measureAt(facts, 50, 100)) / 100)),
    ponding_events: pondingEvents(facts),
    inspections_planned: planned,
    inspections_done: shareOf(planned, measureAt(facts, 70, 100)),
    electrical_tasks_planned: tasks,
    electrical_tasks_done: shareOf(tasks, measureAt(facts, 70, 100)),
  })
  hazards(values, facts, before)
}

/** The rain of the third quarter floods what the other seasons do not. */
function pondingEvents(facts: QuarterFacts): number {
  const dry = facts.level() + (facts.season === 3 ? -0.25 : 0.15)
  if (dry > 0.6) return 0
  return dry > 0.3 ? 1 : facts.random.int(2, 4)
}

function hazards(values: TypedValues, facts: QuarterFacts, before: TypedValues | null): void {
  const { random, lasting } = facts
  const carried = before === null ? random.int(0, 3) : openHazards(before)
  const found = lasting.int(6, 24) + random.int(0, 6)
  const all = found + carried
  const fixed = shareOf(all, measureAt(facts, 80, 100))
  const general = Math.max(1, all - (random.chance(0.2) ? 1 : 0))
  const generalFixed = Math.min(general, fixed)
  put(values, {
    hazards_found: found,
    hazards_brought_forward: carried,
    hazards_fixed: fixed,
    general_hazards: general,
    general_hazards_fixed: generalFixed,
    general_hazard_days: Math.round(generalFixed * measureAt(facts, 30, 7, 2)),
  })
}

/** Hazards that a quarter leaves to the next. */
function openHazards(before: TypedValues): number {
  const count = (key: string) => Number(before.get(key) ?? 0)
  return Math.max(0, count("hazards_found") + count("hazards_brought_forward") - count("hazards_fixed"))
}
