using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Util;

namespace FarmMarket.Search;

/// <summary>A term scores the weight that <see cref="ListingTerms"/> gave it in the listing, which is its frequency, times its boost in the query.</summary>
internal sealed class TermWeight : Similarity
{
    public static readonly TermWeight Instance = new();

    public override long ComputeNorm(FieldInvertState state) => 1;

    public override SimWeight ComputeWeight(float queryBoost, CollectionStatistics collectionStats, params TermStatistics[] termStats) => new Boosted(queryBoost);

    public override SimScorer GetSimScorer(SimWeight weight, AtomicReaderContext context) => new Scorer(((Boosted)weight).Value);

    private sealed class Boosted(float boost) : SimWeight
    {
        private float topLevel = 1;

        public float Value => boost * topLevel;
        public override float GetValueForNormalization() => 1;
        public override void Normalize(float queryNorm, float topLevelBoost) => topLevel = topLevelBoost;
    }

    private sealed class Scorer(float weight) : SimScorer
    {
        public override float Score(int doc, float freq) => freq * weight;
        public override float ComputeSlopFactor(int distance) => 1;
        public override float ComputePayloadFactor(int doc, int start, int end, BytesRef payload) => 1;
    }
}
