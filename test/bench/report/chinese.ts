/** Chinese words for the sentences of the synthetic report. */
import type {Vocabulary} from './vocabulary.ts'

/** Simplified; the traditional editions are derived. */
export const chinese: Vocabulary = {
  openings: [
    '从全年看',
    '与上一年相比',
    '在多数观测点',
    '就现有记录而言',
    '按季度核对之后',
    '从空间分布看',
    '在较远的站点',
    '经两轮复核',
    '总体上',
    '在人手较少的月份',
    '汛期前后',
    '换装仪器以后'
  ],
  subjects: [
    '观测站的值守',
    '雨量记录',
    '水位读数',
    '巡查队的工作',
    '仪器校准',
    '资料整理',
    '夜间值班',
    '设备维护',
    '站点之间的联络',
    '记录的保存',
    '新站的选址',
    '数据的汇交'
  ],
  verbs: [
    '逐步完善',
    '保持稳定',
    '有所改进',
    '仍需加强',
    '按计划推进',
    '较为均衡',
    '明显好转',
    '基本恢复正常',
    '趋于规范',
    '略有波动',
    '得到落实',
    '还不够细致'
  ],
  reasons: [
    '这与人员轮换的安排有关',
    '原因在于仪器更新较快',
    '主要得益于流程的简化',
    '其中道路条件的影响最为直接',
    '这同各站采用同一套表格分不开',
    '主要受连日降雨的影响',
    '背后是多年积累的维护经验',
    '这也反映出培训开始见效'
  ],
  outlooks: [
    '下一步宜先补齐缺测的时段，再谈加密站点',
    '今后可把检查的结果逐站公布，便于相互对照',
    '需要留意的是，各站的起算日期并不一致，比较时应当谨慎',
    '若能在入冬以前完成检修，来年的记录会更为连续',
    '建议保留原始的纸质底稿，以便日后查对',
    '相邻各地可以共用备件，减少等候的时间',
    '这一做法值得在条件相近的地方先行试用',
    '对读数异常的时段，应当注明原因，不作删改'
  ],
  findings: [
    '{{region.name}}本年观测{{num latest.readings}}次，在各地中居{{rank latest.readings of=overview}}。',
    '{{region.name}}现有观测站{{num latest.stations}}座，比上年{{trend latest.stations from=earlier.stations}}（{{change latest.stations from=earlier.stations}}）。',
    '与各地平均相比，{{region.name}}的到测率{{compare latest.coverage with=mean.coverage}}。',
    '本年到站查勘{{num profile.visits}}次，见[](#fig-series){page}。',
    '{{region.name}}的到测率为{{num latest.coverage unit=true}}，各地情况见[](#tab-overview)。',
    '全部值守人员{{num profile.staff}}人，平均每站{{num profile.staff_per_station}}人。'
  ],
  topics: ['站网布局', '观测质量', '值守与维护', '资料与共享'],
  aspects: ['现状与变化', '成因与做法'],
  sentence: ({opening, subject, verb, reason, outlook}) => `${opening}，${subject}${verb}，${reason}；${outlook}。`,
  space: ''
}
