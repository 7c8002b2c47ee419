-- The regions that share a place's model, best score first.
-- partition: region   key: peer
select
  own.region, peer.region as peer, peer.short_en, peer.short_zh_hans, peer.short_zh_hant,
  peer.population, peer.output_per_head, peer.websites_per_million, peer.score, peer.score_rank
from provinces as own
join provinces as peer on peer.model = own.model
order by own.region, peer.score desc, peer.region
