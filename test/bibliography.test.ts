/** Sources as the styles write them, against what GB/T 7714—2015 and the manual of the APA print as examples. */
import {describe, expect, test} from 'vitest'
import {authorDate} from '../pipeline/bibliography/author-date.ts'
import {gbT7714} from '../pipeline/bibliography/gb-t-7714.ts'
import {workOfRow} from '../pipeline/bibliography/rows.ts'
import type {Entry, Style} from '../pipeline/bibliography/style.ts'
import {inLanguage, type Kind, type TextName, type Work} from '../pipeline/bibliography/work.ts'

type Given = Partial<Record<TextName, string>> & Pick<Work, 'issued' | 'accessed' | 'url' | 'doi'> & {readonly language?: string}

function workOf(kind: Kind, {issued, accessed, url, doi, language = 'zh-Hans', ...texts}: Given): Work {
  const named = Object.entries(texts).map(([name, text]) => [name, {[language]: text}])
  return {
    id: 'x',
    kind,
    texts: Object.fromEntries(named),
    ...(issued && {issued}),
    ...(accessed && {accessed}),
    ...(url && {url}),
    ...(doi && {doi})
  }
}

function written(style: Style, work: Work, language = 'zh-Hans'): string {
  return shown(style.entry(inLanguage(work, language), ''))
}

function shown(entry: Entry): string {
  return entry
    .map(({text, isTitle}) => (isTitle ? `*${text}*` : text))
    .join('')
    .trim()
}

test('a title of no language beside one of a language is that of the other', () => {
  const {texts} = workOfRow({title: 'Waiting for surgery', title_zh_hans: '手术等候'}, 'x', ['en', 'zh-Hans'])
  expect(texts.title).toEqual({en: 'Waiting for surgery', 'zh-Hans': '手术等候'})
  const other = workOfRow({title: '手术等候', title_en: 'Waiting', author: 'Ager, Ann'}, 'x', ['en', 'zh-Hans'])
  expect(other.texts).toEqual({title: {en: 'Waiting', 'zh-Hans': '手术等候'}, author: {en: 'Ager, Ann'}})
  expect(workOfRow({title: 'Old', title_en: 'New'}, 'x', ['en']).texts.title).toEqual({en: 'New'})
})

describe('GB/T 7714—2015', () => {
  test.each<[string, Kind, Given]>([
    // A.1 普通图书
    [
      '张伯伟. 全唐五代诗格会考[M]. 南京: 江苏古籍出版社, 2002: 288.',
      'book',
      {
        author: '张伯伟',
        title: '全唐五代诗格会考',
        publisher_place: '南京',
        publisher: '江苏古籍出版社',
        issued: '2002',
        page: '288'
      }
    ],
    [
      '胡承正, 周详, 缪灵. 理论物理概论: 上[M]. 武汉: 武汉大学出版社, 2010: 112.',
      'book',
      {
        author: '胡承正; 周详; 缪灵',
        title: '理论物理概论',
        volume: '上',
        publisher_place: '武汉',
        publisher: '武汉大学出版社',
        issued: '2010',
        page: '112'
      }
    ],
    [
      '师伏堂日记: 第4册[M]. 北京: 北京图书馆出版社, 2009: 155.',
      'book',
      {title: '师伏堂日记', volume: '第4册', publisher_place: '北京', publisher: '北京图书馆出版社', issued: '2009', page: '155'}
    ],
    [
      '哈里森, 沃尔德伦. 经济数学与金融数学[M]. 谢远涛, 译. 北京: 中国人民大学出版社, 2012: 235-236.',
      'book',
      {
        author: '哈里森；沃尔德伦',
        title: '经济数学与金融数学',
        translator: '谢远涛',
        publisher_place: '北京',
        publisher: '中国人民大学出版社',
        issued: '2012',
        page: '235-236'
      }
    ],
    [
      'PEEBLES P Z, Jr. Probability, random variables, and random signal principles[M]. 4th ed. New York: McGraw Hill, 2001.',
      'book',
      {
        author: 'Peebles, P. Z., Jr',
        title: 'Probability, random variables, and random signal principles',
        edition: '4',
        publisher_place: 'New York',
        publisher: 'McGraw Hill',
        issued: '2001'
      }
    ],
    // A.2 论文集、会议录
    [
      '雷光春. 综合湿地管理: 综合湿地管理国际研讨会论文集[C]. 北京: 海洋出版社, 2012.',
      'paper-conference',
      {
        author: '雷光春',
        title: '综合湿地管理: 综合湿地管理国际研讨会论文集',
        publisher_place: '北京',
        publisher: '海洋出版社',
        issued: '2012'
      }
    ],
    // A.3 报告
    [
      '中华人民共和国国务院新闻办公室. 国防白皮书: 中国武装力量的多样化运用[R/OL]. (2013-04-16)[2014-06-11]. http://www.mod.gov.cn/affair/2013-04/16/content_4442839.htm.',
      'report',
      {
        author: '中华人民共和国国务院新闻办公室',
        title: '国防白皮书: 中国武装力量的多样化运用',
        issued: '2013-04-16',
        accessed: '2014-06-11',
        url: 'http://www.mod.gov.cn/affair/2013-04/16/content_4442839.htm'
      }
    ],
    [
      '汤万金, 杨跃翔, 刘文, 等. 人体安全重要技术标准研制最终报告: 7178999X-2006BAK04A10/10.2013[R/OL]. (2013-09-30)[2014-06-24]. http://www.nstrs.org.cn/xiangxiBG.aspx?id=41707.',
      'report',
      {
        author: '汤万金; 杨跃翔; 刘文; 某某',
        title: '人体安全重要技术标准研制最终报告',
        number: '7178999X-2006BAK04A10/10.2013',
        issued: '2013-09-30',
        accessed: '2014-06-24',
        url: 'http://www.nstrs.org.cn/xiangxiBG.aspx?id=41707'
      }
    ],
    [
      'CALKIN D, AGER A, THOMPSON M. A comparative risk assessment framework for wildland fire management: the 2010 cohesive strategy science report: RMRS-GTR-262[R]. [S.l.: s.n.], 2011: 8-9.',
      'report',
      {
        author: 'Calkin, D.; Ager, A.; Thompson, M.',
        title: 'A comparative risk assessment framework for wildland fire management: the 2010 cohesive strategy science report',
        number: 'RMRS-GTR-262',
        issued: '2011',
        page: '8-9'
      }
    ],
    [
      'U.S. Department of Transportation Federal Highway Administration. Guidelines for handling excavated acid-producing materials: PB 91-194001[R]. Springfield: U.S. Department of Commerce National Information Service, 1990.',
      'report',
      {
        author: 'U.S. Department of Transportation Federal Highway Administration',
        title: 'Guidelines for handling excavated acid-producing materials',
        number: 'PB 91-194001',
        publisher_place: 'Springfield',
        publisher: 'U.S. Department of Commerce National Information Service',
        issued: '1990'
      }
    ],
    // A.4 学位论文
    [
      '马欢. 人类活动影响下海河流域典型区水循环变化分析[D]. 北京: 清华大学, 2011: 27.',
      'thesis',
      {
        author: '马欢',
        title: '人类活动影响下海河流域典型区水循环变化分析',
        publisher_place: '北京',
        publisher: '清华大学',
        issued: '2011',
        page: '27'
      }
    ],
    [
      'CALMS R B. Infrared spectroscopic studies on solid oxygen[D]. Berkeley: Univ. of California, 1965.',
      'thesis',
      {
        author: 'Calms, R. B.',
        title: 'Infrared spectroscopic studies on solid oxygen',
        publisher_place: 'Berkeley',
        publisher: 'Univ. of California',
        issued: '1965'
      }
    ],
    // A.5 专利
    [
      '张凯军. 轨道火车及高速轨道火车紧急安全制动辅助装置: 201220158825.2[P]. 2012-04-05.',
      'patent',
      {author: '张凯军', title: '轨道火车及高速轨道火车紧急安全制动辅助装置', number: '201220158825.2', issued: '2012-04-05'}
    ],
    // A.6 标准
    [
      '全国信息与文献标准化技术委员会. 信息与文献 都柏林核心元数据元素集: GB/T 25100—2010[S]. 北京: 中国标准出版社, 2010: 2-3.',
      'standard',
      {
        author: '全国信息与文献标准化技术委员会',
        title: '信息与文献 都柏林核心元数据元素集',
        number: 'GB/T 25100—2010',
        publisher_place: '北京',
        publisher: '中国标准出版社',
        issued: '2010',
        page: '2-3'
      }
    ],
    [
      '国家环境保护局科技标准司. 土壤环境质量标准: GB 15616—1995[S/OL]. 北京: 中国标准出版社, 1996: 2-3[2013-10-14]. http://wenku.baidu.com/view/b950a34b767f5acfa1c7cd49.html.',
      'standard',
      {
        author: '国家环境保护局科技标准司',
        title: '土壤环境质量标准',
        number: 'GB 15616—1995',
        publisher_place: '北京',
        publisher: '中国标准出版社',
        issued: '1996',
        page: '2-3',
        accessed: '2013-10-14',
        url: 'http://wenku.baidu.com/view/b950a34b767f5acfa1c7cd49.html'
      }
    ],
    // A.7 专著中析出的文献
    [
      '白书农. 植物开花研究[M]//李承森. 植物科学进展. 北京: 高等教育出版社, 1998: 146-163.',
      'chapter',
      {
        author: '白书农',
        title: '植物开花研究',
        editor: '李承森',
        container_title: '植物科学进展',
        publisher_place: '北京',
        publisher: '高等教育出版社',
        issued: '1998',
        page: '146-163'
      }
    ],
    [
      '贾东琴, 柯平. 面向数字素养的高校图书馆数字服务体系研究[C]//中国图书馆学会. 中国图书馆学会年会论文集: 2011年卷. 北京: 国家图书馆出版社, 2011: 45-52.',
      'paper-conference',
      {
        author: '贾东琴; 柯平',
        title: '面向数字素养的高校图书馆数字服务体系研究',
        editor: '中国图书馆学会',
        container_title: '中国图书馆学会年会论文集',
        volume: '2011年卷',
        publisher_place: '北京',
        publisher: '国家图书馆出版社',
        issued: '2011',
        page: '45-52'
      }
    ],
    [
      'WEINSTEIN L, SWERTZ M N. Pathogenic properties of invading microorganism[M]//SODEMAN W A, Jr, SODEMAN W A. Pathologic physiology: mechanisms of disease. Philadelphia: Saunders, 1974: 745-772.',
      'chapter',
      {
        author: 'Weinstein, L.; Swertz, M. N.',
        title: 'Pathogenic properties of invading microorganism',
        editor: 'Sodeman, W. A., Jr; Sodeman, W. A.',
        container_title: 'Pathologic physiology: mechanisms of disease',
        publisher_place: 'Philadelphia',
        publisher: 'Saunders',
        issued: '1974',
        page: '745-772'
      }
    ],
    // A.8 期刊中析出的文献
    [
      '杨洪升. 四库馆私家抄校书考略[J]. 文献, 2013(1): 56-75.',
      'article-journal',
      {author: '杨洪升', title: '四库馆私家抄校书考略', container_title: '文献', issued: '2013', issue: '1', page: '56-75'}
    ],
    [
      '于潇, 刘义, 柴跃廷, 等. 互联网药品可信交易环境中主体资质审核备案模式[J]. 清华大学学报(自然科学版), 2012, 52(11): 1518-1521.',
      'article-journal',
      {
        author: '于潇; 刘义; 柴跃廷; 孙宏波',
        title: '互联网药品可信交易环境中主体资质审核备案模式',
        container_title: '清华大学学报(自然科学版)',
        issued: '2012',
        volume: '52',
        issue: '11',
        page: '1518-1521'
      }
    ],
    [
      '李炳穆. 韩国图书馆法[J/OL]. 图书情报工作, 2008, 52(6): 6-12[2013-10-25]. http://www.docin.com/p-400265742.html.',
      'article-journal',
      {
        author: '李炳穆',
        title: '韩国图书馆法',
        container_title: '图书情报工作',
        issued: '2008',
        volume: '52',
        issue: '6',
        page: '6-12',
        accessed: '2013-10-25',
        url: 'http://www.docin.com/p-400265742.html'
      }
    ],
    [
      'KANAMORI H. Shaking without quaking[J]. Science, 1998, 279(5359): 2063.',
      'article-journal',
      {
        author: 'Kanamori, Hiroo',
        title: 'Shaking without quaking',
        container_title: 'Science',
        issued: '1998',
        volume: '279',
        issue: '5359',
        page: '2063'
      }
    ],
    [
      'DES MARAIS D J, STRAUSS H, SUMMONS R E, et al. Carbon isotope evidence for the stepwise oxidation of the Proterozoic environment[J]. Nature, 1992, 359: 605-609.',
      'article-journal',
      {
        author: 'Des Marais, D. J.; Strauss, H.; Summons, R. E.; Hayes, J. M.',
        title: 'Carbon isotope evidence for the stepwise oxidation of the Proterozoic environment',
        container_title: 'Nature',
        issued: '1992',
        volume: '359',
        page: '605-609'
      }
    ],
    // A.9 报纸中析出的文献
    [
      '丁文祥. 数字革命与竞争国际化[N]. 中国青年报, 2000-11-20(15).',
      'article-newspaper',
      {author: '丁文祥', title: '数字革命与竞争国际化', container_title: '中国青年报', issued: '2000-11-20', page: '15'}
    ],
    [
      '傅刚, 赵承, 李佳路. 大风沙过后的思考[N/OL]. 北京青年报, 2000-01-12[2005-09-28]. http://www.bjyouth.com.cn/Bqb/20000412/GB/4216%5ED0412B1401.htm.',
      'article-newspaper',
      {
        author: '傅刚; 赵承; 李佳路',
        title: '大风沙过后的思考',
        container_title: '北京青年报',
        issued: '2000-01-12',
        accessed: '2005-09-28',
        url: 'http://www.bjyouth.com.cn/Bqb/20000412/GB/4216%5ED0412B1401.htm'
      }
    ],
    // A.10 电子资源
    [
      '萧钰. 出版业信息化迈入快车道[EB/OL]. (2001-12-19)[2002-04-15]. http://www.creader.com/news/20011219/200112190019.html.',
      'webpage',
      {
        author: '萧钰',
        title: '出版业信息化迈入快车道',
        issued: '2001-12-19',
        accessed: '2002-04-15',
        url: 'http://www.creader.com/news/20011219/200112190019.html'
      }
    ],
    [
      'HOPKINSON A. UNIMARC and metadata: Dublin core[EB/OL]. (2009-04-22)[2013-03-27]. http://archive.ifla.org/IV/ifla64/138-161e.htm.',
      'webpage',
      {
        author: 'Hopkinson, A.',
        title: 'UNIMARC and metadata: Dublin core',
        issued: '2009-04-22',
        accessed: '2013-03-27',
        url: 'http://archive.ifla.org/IV/ifla64/138-161e.htm'
      }
    ],
    [
      '北京市人民政府办公厅. 关于转发北京市企业投资项目核准暂行实施办法的通知: 京政办发［2005］37号[A/OL]. (2005-07-12)[2011-07-12]. http://china.findlaw.cn/fagui/p_1/39934.html.',
      'regulation',
      {
        author: '北京市人民政府办公厅',
        title: '关于转发北京市企业投资项目核准暂行实施办法的通知',
        number: '京政办发［2005］37号',
        issued: '2005-07-12',
        accessed: '2011-07-12',
        url: 'http://china.findlaw.cn/fagui/p_1/39934.html'
      }
    ]
  ])('%s', (expected, kind, given) => {
    expect(written(gbT7714, workOf(kind, given))).toBe(expected)
  })

  test('a source without place and publisher says so in the script of the edition', () => {
    const work = workOf('book', {title: '地方志', issued: '1999'})
    expect(written(gbT7714, work)).toBe('地方志[M]. [出版地不详: 出版者不详], 1999.')
    expect(written(gbT7714, work, 'zh-Hant')).toBe('地方志[M]. [出版地不詳: 出版者不詳], 1999.')
  })

  test('each edition has the words of its language, and what is in one language only is told in that', () => {
    const work: Work = {
      id: 'x',
      kind: 'report',
      texts: {
        author: {en: 'Statistics Office', 'zh-Hans': '统计局', 'zh-Hant': '統計局'},
        title: {en: 'Census', 'zh-Hans': '普查', 'zh-Hant': '普查公報'},
        publisher_place: {en: 'Beijing', 'zh-Hans': '北京'},
        publisher: {en: 'Press', 'zh-Hans': '出版社'}
      },
      issued: '2021'
    }
    expect(written(gbT7714, work, 'en')).toBe('Statistics Office. Census[R]. Beijing: Press, 2021.')
    expect(written(gbT7714, work, 'zh-TW')).toBe('統計局. 普查公報[R]. 北京: 出版社, 2021.')
  })
})

describe('author and year', () => {
  test.each<[string, Kind, Given]>([
    [
      'Grady, J. S., Her, M., Moreno, G., Perez, C., & Yelinek, J. (2019). Emotions in storybooks: A comparison of storybooks that represent ethnic and racial groups in the United States. *Psychology of Popular Media Culture*, *8*(3), 207–217. https://doi.org/10.1037/ppm0000185',
      'article-journal',
      {
        author: 'Grady, J. S.; Her, M.; Moreno, G.; Perez, C.; Yelinek, J.',
        title: 'Emotions in storybooks: A comparison of storybooks that represent ethnic and racial groups in the United States',
        container_title: 'Psychology of Popular Media Culture',
        issued: '2019',
        volume: '8',
        issue: '3',
        page: '207-217',
        doi: '10.1037/ppm0000185'
      }
    ],
    [
      'Jackson, L. M. (2019). *The psychology of prejudice: From attitudes to social action* (2nd ed.). American Psychological Association. https://doi.org/10.1037/0000168-000',
      'book',
      {
        author: 'Jackson, L. M.',
        title: 'The psychology of prejudice: From attitudes to social action',
        edition: '2',
        publisher: 'American Psychological Association',
        issued: '2019',
        doi: '10.1037/0000168-000'
      }
    ],
    [
      'Aron, L., Botella, M., & Lubart, T. (2019). Culinary arts: Talent and their development. In R. F. Subotnik, P. Olszewski-Kubilius, & F. C. Worrell (Eds.), *The psychology of high performance: Developing human potential into domain-specific talent* (pp. 345–359). American Psychological Association. https://doi.org/10.1037/0000120-016',
      'chapter',
      {
        author: 'Aron, L.; Botella, M.; Lubart, T.',
        title: 'Culinary arts: Talent and their development',
        editor: 'Subotnik, R. F.; Olszewski-Kubilius, P.; Worrell, F. C.',
        container_title: 'The psychology of high performance: Developing human potential into domain-specific talent',
        page: '345-359',
        publisher: 'American Psychological Association',
        issued: '2019',
        doi: '10.1037/0000120-016'
      }
    ],
    [
      'National Cancer Institute. (2019). *Taking time: Support for people with cancer* (NIH Publication No. 18-2059). U.S. Department of Health and Human Services, National Institutes of Health. https://www.cancer.gov/publications/patient-education/takingtime.pdf',
      'report',
      {
        author: 'National Cancer Institute',
        title: 'Taking time: Support for people with cancer',
        number: 'NIH Publication No. 18-2059',
        publisher: 'U.S. Department of Health and Human Services, National Institutes of Health',
        issued: '2019',
        url: 'https://www.cancer.gov/publications/patient-education/takingtime.pdf'
      }
    ],
    [
      'Carey, B. (2019, March 22). Can we get better at forgetting? *The New York Times*. https://www.nytimes.com/2019/03/22/health/memory-forgetting-psychology.html',
      'article-newspaper',
      {
        author: 'Carey, B.',
        title: 'Can we get better at forgetting?',
        container_title: 'The New York Times',
        issued: '2019-03-22',
        url: 'https://www.nytimes.com/2019/03/22/health/memory-forgetting-psychology.html'
      }
    ],
    [
      'Torino, G. C., Rivera, D. P., & Sue, D. W. (Eds.). (2019). *Microaggression theory: Influence and implications*. John Wiley & Sons.',
      'book',
      {
        editor: 'Torino, G. C.; Rivera, D. P.; Sue, D. W.',
        title: 'Microaggression theory: Influence and implications',
        publisher: 'John Wiley & Sons',
        issued: '2019'
      }
    ],
    [
      '中国互联网络信息中心（2020）：《第45次〈中国互联网络发展状况统计报告〉》，北京。',
      'report',
      {
        author: '中国互联网络信息中心',
        title: '第45次《中国互联网络发展状况统计报告》',
        publisher: '中国互联网络信息中心',
        publisher_place: '北京',
        issued: '2020-04'
      }
    ],
    [
      '于潇、刘义（2012）：《审核备案模式》，《清华大学学报》第52卷第11期，第1518—1521页。',
      'article-journal',
      {
        author: '于潇; 刘义',
        title: '审核备案模式',
        container_title: '清华大学学报',
        issued: '2012',
        volume: '52',
        issue: '11',
        page: '1518-1521'
      }
    ],
    [
      '白书农（1998）：《植物开花研究》，李承森编《植物科学进展》，北京：高等教育出版社，第146—163页。',
      'chapter',
      {
        author: '白书农',
        title: '植物开花研究',
        editor: '李承森',
        container_title: '植物科学进展',
        publisher_place: '北京',
        publisher: '高等教育出版社',
        issued: '1998',
        page: '146-163'
      }
    ],
    [
      '萧钰（2001）：《出版业信息化》，http://example.org/a，2002年4月15日访问。',
      'webpage',
      {author: '萧钰', title: '出版业信息化', issued: '2001-12-19', accessed: '2002-04-15', url: 'http://example.org/a'}
    ]
  ])('%s', (expected, kind, given) => {
    expect(written(authorDate, workOf(kind, given))).toBe(expected)
  })

  test.each([
    ['Calkin, D.; Ager, A.; Thompson, M.', 'Risk', 'Calkin et al., 2011b'],
    ['Calkin, D.; Ager, A.', 'Risk', 'Calkin & Ager, 2011b'],
    ['{Office of Trade, Ministry of Trade}', 'Risk', 'Office of Trade, Ministry of Trade, 2011b'],
    ['周道许; 徐策; 左登基', '数字政府', '周道许等，2011b'],
    ['周,道许；徐,策', '数字政府', '周道许、徐策，2011b']
  ])('%s is marked', (author, title, mark) => {
    expect(authorDate.mark!(inLanguage(workOf('book', {author, title, issued: '2011'}), 'en'), 'b')).toBe(mark)
  })

  test('the list is in the order of names: those of the edition first, Chinese by its sounds', () => {
    const list = ['周一', '安二', 'Zola, A.', 'Brown, B.', '陈三'].map((author) =>
      inLanguage(workOf('book', {author, title: /\p{Script=Han}/u.test(author) ? '题' : 'T', issued: '2011'}), 'zh-Hans')
    )
    const names = (language: string) =>
      authorDate
        .order(list, language)
        .map((work) => work.author.map((name) => ('literal' in name ? name.literal : name.family))[0])
    expect(names('zh-Hans')).toEqual(['安二', '陈三', '周一', 'Brown', 'Zola'])
    expect(names('en')).toEqual(['Brown', 'Zola', '安二', '陈三', '周一'])
  })
})
