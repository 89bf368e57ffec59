using FarmMarket.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FarmMarket.Training;

internal sealed class CourseConfiguration : IEntityTypeConfiguration<Course>
{
    public void Configure(EntityTypeBuilder<Course> course)
    {
        course.Property(c => c.Slug).HasMaxLength(PublishCourse.LongestSlug).IsUnicode(false);
        course.HasIndex(c => c.Slug).IsUnique();
        course.HasMany(c => c.Editions).WithOne().HasForeignKey(e => e.CourseId);
    }
}

internal sealed class CourseEditionConfiguration : IEntityTypeConfiguration<CourseEdition>
{
    public void Configure(EntityTypeBuilder<CourseEdition> edition)
    {
        edition.ComplexProperty(e => e.Title).Limit(PublishCourse.LongestTitle);
        edition.ComplexProperty(e => e.Summary).Limit(PublishCourse.LongestSummary);
        edition.ComplexProperty(e => e.Audience).Limit(PublishCourse.LongestSummary);
        edition.Property(e => e.CoverKey).HasMaxLength(64).IsUnicode(false);
        edition.HasMany(e => e.Modules).WithOne().HasForeignKey(m => m.CourseEditionId);
        edition.HasIndex(e => new { e.CourseId, e.Number }).IsUnique();
    }
}

internal sealed class CourseModuleConfiguration : IEntityTypeConfiguration<CourseModule>
{
    public void Configure(EntityTypeBuilder<CourseModule> module)
    {
        module.ComplexProperty(m => m.Title).Limit(PublishCourse.LongestTitle);
        module.HasMany(m => m.Lessons).WithOne().HasForeignKey(l => l.CourseModuleId);
        module.HasIndex(m => new { m.CourseEditionId, m.Position }).IsUnique();
    }
}

internal sealed class LessonConfiguration : IEntityTypeConfiguration<Lesson>
{
    public void Configure(EntityTypeBuilder<Lesson> lesson)
    {
        lesson.Property(l => l.Slug).HasMaxLength(PublishCourse.LongestSlug).IsUnicode(false);
        lesson.ComplexProperty(l => l.Title).Limit(PublishCourse.LongestTitle);
        lesson.ComplexProperty(l => l.Text).Limit(PublishCourse.LongestText);
        lesson.HasIndex(l => new { l.CourseModuleId, l.Position }).IsUnique();
    }
}

internal sealed class EnrolmentConfiguration : IEntityTypeConfiguration<Enrolment>
{
    public void Configure(EntityTypeBuilder<Enrolment> enrolment)
    {
        enrolment.HasMany(e => e.Done).WithOne().HasForeignKey(d => d.EnrolmentId);
        enrolment.HasIndex(e => new { e.UserId, e.CourseId }).IsUnique();
        enrolment.HasIndex(e => e.CourseEditionId);
    }
}

internal sealed class LessonCompletionConfiguration : IEntityTypeConfiguration<LessonCompletion>
{
    public void Configure(EntityTypeBuilder<LessonCompletion> done) => done.HasIndex(d => new { d.EnrolmentId, d.LessonId }).IsUnique();
}
