/** English words for the sentences of the synthetic report. */
import type {Vocabulary} from './vocabulary.ts'

/** As many sentences as the Chinese has. */
export const english: Vocabulary = {
  openings: [
    'Over the year',
    'Compared with the year before',
    'At most stations',
    'As far as the records go',
    'Checked by quarter',
    'Seen on the map',
    'At the remoter stations',
    'After two rounds of checks',
    'On the whole',
    'In months with few hands'
  ],
  subjects: [
    'the watch at the stations',
    'the record of rain',
    'the reading of levels',
    'the work of the patrols',
    'the calibration of instruments',
    'the keeping of papers',
    'the night watch',
    'the upkeep of equipment',
    'the link between stations'
  ],
  verbs: [
    'improved step by step',
    'stayed level',
    'became somewhat better',
    'still wants attention',
    'went as planned',
    'was fairly even',
    'recovered clearly',
    'was nearly back to normal',
    'varied a little'
  ],
  reasons: [
    'which has to do with the rota',
    'because instruments were renewed',
    'thanks to a shorter procedure',
    'where roads matter most',
    'since all stations use one form',
    'owing to days of rain',
    'after years of experience'
  ],
  outlooks: [
    'gaps should be filled before stations are added',
    'results might be published station by station',
    'first days differ between stations, so compare with care',
    'repairs before winter would keep the record whole',
    'the paper originals should be kept',
    'neighbours could share spare parts',
    'odd readings should be explained and not removed'
  ],
  findings: [
    '{{region.name}} took {{num latest.readings}} readings this year, {{rank latest.readings of=overview}} among all.',
    '{{region.name}} has {{num latest.stations}} stations; their number {{trend latest.stations from=earlier.stations}} ({{change latest.stations from=earlier.stations}}).',
    'Coverage in {{region.name}} was {{compare latest.coverage with=mean.coverage}} the mean of all.',
    'Stations were visited {{num profile.visits}} times, as [](#fig-series){page} shows.',
    'Coverage in {{region.name}} is {{num latest.coverage unit=true}}; [](#tab-overview) has the others.',
    'The watch numbers {{num profile.staff}} in all, {{num profile.staff_per_station}} a station.'
  ],
  topics: ['The network', 'Quality of readings', 'Watch and upkeep', 'Papers and sharing'],
  aspects: ['As it is', 'Why, and what is done'],
  sentence: ({opening, subject, verb, reason, outlook}) => `${opening}, ${subject} ${verb}, ${reason}; ${outlook}.`,
  space: ' '
}
