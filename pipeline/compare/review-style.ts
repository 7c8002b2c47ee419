/** How the page of a review looks, on a screen and on paper. */
export const REVIEW_STYLE = `*{box-sizing:border-box}
:root{--ink:#1b1e23;--soft:#50565e;--rule:#d5d9de;--gone:#fbe4e1;--come:#dcefe3;--link:#1f5a8c}
body{margin:0;background:#f4f5f6;color:var(--ink);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
header,main{max-width:75rem;margin:auto;padding:1.5rem 1rem}header{padding-bottom:0}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .3rem}h2{font-size:1.2rem;margin:2.2rem 0 .6rem}h3{font-size:1rem;margin:0}
small{font-weight:400;font-size:.85em;color:var(--soft)}
p{margin:0 0 .5rem;max-width:75ch}a,summary{color:var(--link)}summary{cursor:pointer}
.facts span{display:inline-block;margin-inline-end:1.2rem;font-weight:600}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;margin:.8rem 0 0;padding:0}
ol,.plain{list-style:none;margin:0;padding:0;display:grid;gap:.6rem}
section>ol>li,.plain>li{background:#fff;border:1px solid var(--rule);padding:.8rem 1rem}
section>ol>li{display:grid;grid-template-columns:1.6rem 1fr;gap:.6rem}section>ol>li>div{min-width:0}
section>ol>li:target,article:target{outline:3px solid var(--link)}
.tick input{width:1.1rem;height:1.1rem;margin:.2rem 0 0}
.kind{font-size:.8rem;color:var(--soft);margin:0 0 .1rem}
.number{font-size:1.1rem}.number del,.number ins{font-weight:600;font-variant-numeric:tabular-nums}
del{background:var(--gone);text-decoration:line-through;text-decoration-thickness:1px}
del+ins{margin-inline-start:.15em}
ins{background:var(--come);text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:2px}
code{font:.85em/1.4 ui-monospace,monospace;color:var(--soft)}
.context{color:var(--soft);font-size:.92rem;border-inline-start:3px solid var(--rule);padding-inline-start:.7rem}
.where{font-size:.88rem;color:var(--soft);margin:.2rem 0 0;max-width:none}.where .editions{display:inline-block;vertical-align:top}
.more{margin:.5rem 0 0;padding-inline-start:.7rem;border-inline-start:3px solid var(--rule)}
.unseen{opacity:.99;border-style:dashed!important}
article{background:#fff;border:1px solid var(--rule);padding:1rem;margin:0 0 1rem}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem;margin-top:.6rem}
.page{position:relative}.page span{position:absolute;outline:2px solid #c2570c;outline-offset:1px}
figure{margin:0}img{display:block;width:100%;height:auto;border:1px solid var(--rule)}figcaption,.none{font-size:.88rem;color:var(--soft);padding-top:.3rem}
pre{background:#fff;border:1px solid var(--rule);padding:.8rem 1rem;white-space:pre-wrap}pre code{color:var(--ink)}
dl{margin:0}dt{color:var(--soft)}dd{margin:0}
.aside{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media print{body{background:#fff;font-size:10pt}header,main{padding:0;max-width:none}nav{display:none}
section>ol>li,article{break-inside:avoid}details>*{display:block}details::details-content{content-visibility:visible;display:block}a{color:inherit;text-decoration:none}}`
