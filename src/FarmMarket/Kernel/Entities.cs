using MediatR;

namespace FarmMarket.Kernel;

/// <summary>Something that happened, published inside the transaction that caused it.</summary>
public interface IDomainEvent : INotification;

/// <summary>Marks what is stored; a module's entities are its own and no other module refers to them.</summary>
public interface IEntity;

/// <summary>An entity that guards its own rules, tells what happened, and is checked for concurrent change by <see cref="Version"/>.</summary>
public abstract class Aggregate : IEntity
{
    private readonly List<Func<IDomainEvent>> events = [];

    public long Version { get; private set; }

    /// <summary>Something happened to it that nobody has been told of yet. Then it has changed, even if only rows of its parts were written.</summary>
    internal bool HasNews => events.Count > 0;

    internal void Bump() => Version++;

    /// <summary>Delayed, because ids made by the database are known only once the aggregate has been saved.</summary>
    protected void Raise(Func<IDomainEvent> happened) => events.Add(happened);

    internal IReadOnlyList<IDomainEvent> TakeEvents()
    {
        if (events.Count == 0)
            return [];
        var taken = events.Select(happened => happened()).ToList();
        events.Clear();
        return taken;
    }
}
