using StackPreview.Rendering.Markdown;

namespace Infra.Tests.PreviewTests.Rendering.Markdown;

/// <summary>How sections share the room of a comment.</summary>
public sealed class CommentTests
{
    [Fact]
    public void Sections_are_written_in_their_order_and_get_room_in_that_of_their_ranks()
    {
        List<(string Name, int Room)> asked = [];
        var comment = Comment.Of("head", [Section("late", rank: 2), Section("early", rank: 1), new CommentSection(0, 10, _ => "")]);
        Assert.Equal("head\n\nlate\n\nearly\n", comment);
        Assert.Equal([("early", 59_088), ("late", 59_483)], asked);

        CommentSection Section(string name, int rank) => new(rank, int.MaxValue, room =>
        {
            asked.Add((name, room));
            return name;
        });
    }

    [Fact]
    public void Sections_that_take_all_they_can_leave_the_others_what_they_need()
    {
        var comment = Comment.Of(
            "head",
            [.. Enumerable.Range(0, 9).Select(rank => new CommentSection(rank, 16_000, room => new string('x', room)))]);
        Assert.Equal(Comment.MaxLength, comment.Length + 1);
        Assert.All(comment.TrimEnd().Split("\n\n").Skip(1), section => Assert.InRange(section.Length, CommentSection.Least, 16_000));
    }

    [Fact]
    public void Rows_for_which_there_is_no_room_are_counted()
    {
        var rows = Enumerable.Range(1, 20).Select(number => MarkdownTable.Row($"row {number}")).ToList();
        Assert.Equal($"| Name |\n| --- |\n{string.Join('\n', rows)}", MarkdownTable.Of(["Name"], rows, 10_000));
        Assert.Equal(
            "| Name |\n| --- |\n| row 1 |\n| row 2 |\n\n18 of 20 are left out: there is no room for them. The preview as text has them.",
            MarkdownTable.Of(["Name"], rows, 140));
        Assert.Equal(
            "20 of 20 are left out: there is no room for them. The preview as text has them.",
            MarkdownTable.Of(["Name"], rows, 110));
    }
}
